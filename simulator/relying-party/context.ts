/** What every part of the bank may use. Steps get it first; it holds no rule. */
import type { Der } from '../pki/index.ts';
import type {
  CustomerRecord,
  DeliveredItems,
  FourItem,
  LoginChallenge,
  TransactionProposal,
} from '../profile/index.ts';
import type { Chance, Clock, Fetch } from '../world/index.ts';
import type { BankState, PaymentState } from './machines.ts';
import type { BankSteps } from './steps.ts';

export const BANK_HOST = 'bank.test';
export const BANK_APP = 'abc-bank';
/** What an app must have been talking to; a look-alike has another origin. */
export const BANK_ORIGIN = 'https://bank.test';

export interface BankDeps {
  readonly clock: Clock;
  readonly chance: Chance;
  /** CAs whose certificates this bank accepts. */
  readonly caAnchors: readonly Der[];
  readonly fetch: Fetch;
  /** Base URL of the accredited CA: its status services. */
  readonly caUrl: string;
  /** J-LIS, where the bank is a verifier of its own; absent: it leaves the check of persons to the CA (規則29条1項). */
  readonly verifier?: OwnVerifier;
  /** Base URL of the push service; absent: customers see changes when they look. */
  readonly pushUrl?: string;
}

/** A registration as 署名検証者 (公的個人認証法17条), and where J-LIS is asked. */
export interface OwnVerifier {
  readonly id: string;
  /** For which consent is asked. */
  readonly service: string;
  /** Base URL of the interface for verifiers, and of OCSP for signing certificates. */
  readonly url: string;
  readonly ocspUrl: string;
  /** Roots of the JPKI signing CA, all generations. */
  readonly anchors: readonly Der[];
}

export interface OpenChallenge {
  readonly sent: LoginChallenge;
  readonly expires: Date;
  used: boolean;
}

/** Somebody whom the bank knows by the pairwise identifier of the CA, and by nothing else. */
export interface Customer {
  readonly psid: string;
  readonly since: Date;
  version: number;
  facts: DeliveredItems;
  readonly changes: CustomerRecord['changes'][number][];
  readonly movements: Movement[];
  /** SHA-256 of the reports that are in the record. */
  readonly reported: Set<string>;
  /** As whom this customer has logged in: `holderOf` of each certificate. */
  readonly holders: Set<string>;
  /** Where the bank is a verifier: the consent that the customer gave it. */
  consent?: OwnConsent;
  /** Where the app of this customer is reached. */
  pushToken?: string;
}

/** A consent to the latest four items that the card signed for this bank. */
export interface OwnConsent {
  /** SHA-256 of the message: the same bytes are the same consent. */
  readonly digest: string;
  readonly items: readonly FourItem[];
  state: 'received' | 'active' | 'withdrawn' | 'rejected';
  /** The message, until J-LIS has it. */
  waiting?: { readonly path: 'consent' | 'withdrawal'; readonly cms: string };
  /** J-LIS's id, and its term. */
  record?: { readonly consent: string; readonly from: string; readonly to: string };
  /** Number of the JPKI certificate under which the items were last known, and its end as far as known. */
  latest: string;
  notAfter?: Date;
}

export interface Movement {
  readonly transaction: string;
  readonly at: Date;
  readonly content: Uint8Array;
}

export interface Session {
  /** Absent: a log-in that did not say who the customer is. */
  readonly psid: string | undefined;
  readonly expires: Date;
}

export interface Payment {
  readonly proposal: TransactionProposal;
  readonly psid: string;
  readonly content: Uint8Array;
  readonly expires: Date;
  state: PaymentState;
}

/** What the CA told about one customer, and what became of it. Its id is that of the case at the CA. */
export interface Change {
  readonly id: string;
  readonly psid: string;
  readonly items: DeliveredItems;
  readonly changeSet: string;
  readonly asOf: string;
  readonly expires: Date;
  readonly opened: Date;
  state: BankState<'change'>;
  closed?: Date;
  /** From J-LIS itself, not told by the CA. */
  readonly own?: true;
  /** SHA-256 of the press that ended it. */
  press?: string;
}

export interface BankContext {
  readonly deps: BankDeps;
  readonly now: () => Date;
  /** Random bytes as lower-case hex. */
  readonly id: (length: number) => string;
  readonly nonce: () => Uint8Array;
  readonly steps: BankSteps;
  readonly challenges: Map<string, OpenChallenge>;
  readonly sessions: Map<string, Session>;
  readonly customers: Map<string, Customer>;
  readonly payments: Map<string, Payment>;
  readonly changes: Map<string, Change>;
  /** Number of the last event of the CA that was heard. */
  readonly heard: { number: number };
  /** Since when withdrawals at J-LIS were not asked for. */
  readonly polled: { at: Date };
}

/** A world may run for days: beyond so many of a kind the oldest is forgotten. */
export const KEPT_MAX = 100_000;

export function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value);
  if (map.size > KEPT_MAX) map.delete(map.keys().next().value!);
}
