/** What every part of the bank may use. Steps get it first; it holds no rule. */
import type { Der } from '../pki/index.ts';
import type {
  CustomerRecord,
  DeliveredItems,
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
  /** Base URL of the push service; absent: customers see changes when they look. */
  readonly pushUrl?: string;
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
  /** As whom this customer has logged in: `holderOf` of each certificate. */
  readonly holders: Set<string>;
  /** Where the app of this customer is reached. */
  pushToken?: string;
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
}

/** A world may run for days: beyond so many of a kind the oldest is forgotten. */
export const KEPT_MAX = 100_000;

export function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value);
  if (map.size > KEPT_MAX) map.delete(map.keys().next().value!);
}
