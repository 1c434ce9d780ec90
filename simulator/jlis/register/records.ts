/** What J-LIS and the municipality keep about a person. Nothing is ever taken away from the history of a certificate. */
import type { CardProfile } from '../../card/index.ts';
import type {
  Citizen,
  FourItems,
  Municipality,
  NameKana,
  NameParts,
  Nationality,
} from '../../people/index.ts';
import type { CrlReason } from '../../pki/index.ts';
import type { CertificateContent } from '../authority/authority.ts';
import type { JpkiKind } from '../config.ts';

/** One record about a certificate: revoked or held for a reason; without one, a hold was lifted. */
export interface StatusRecord {
  readonly at: Date;
  readonly reason: CrlReason | undefined;
}

/** A certificate that was issued. It can be written again from this at any time, so its bytes are not kept. */
export interface CertificateRecord extends CertificateContent {
  readonly kind: JpkiKind;
  readonly citizen: number;
  /** Names its key pair in the world's key source. */
  readonly keyLabel: string;
  readonly algorithm: CardProfile['algorithm'];
  /** The number of the one before it of the same kind on the same carrier. */
  readonly predecessor?: bigint;
  /** Oldest first. */
  history: readonly StatusRecord[];
  /** Its end is decided and will be recorded by the next batch. */
  ending?: CrlReason;
}

/** What the register has of a person now. */
export interface RegisterEntry extends FourItems {
  readonly municipality: Municipality;
  readonly nameParts: NameParts;
  readonly kana?: NameKana;
  readonly nationality: Nationality;
  /** Last day of the period of stay, if it was extended here. */
  readonly stayUntil?: string;
}

/** 個人番号カード. `chip` is what the desk wrote last; it changes only when the card lies on the desk. */
export interface CardRecord {
  /** 1 for a person's first card. */
  readonly sequence: number;
  readonly issuedAt: Date;
  readonly profile: CardProfile;
  lastDay: string;
  state: 'in-use' | 'stopped' | 'void';
  /** After a move: the last day on which it may be continued. */
  continueBy?: string;
  chip: ChipContent;
}

export interface ChipContent {
  /** What face and text application say. */
  readonly face: RegisterEntry;
  readonly lastDay: string;
  readonly sign: CertificateRecord | undefined;
  readonly auth: CertificateRecord | undefined;
}

export type LifeStatus = 'resident' | 'moving' | 'abroad' | 'dead' | 'deleted';

/** A phone with certificates, or that had some. */
export interface PhoneRecord {
  readonly name: string;
  readonly model: 'android' | 'iphone';
  state: 'in-use' | 'stopped' | 'given-up';
}

/** A notice of leaving that was given and has not come true yet, or has and no arrival followed. */
export interface Departure {
  readonly on: string;
  readonly abroad: boolean;
}

export interface Person {
  readonly citizen: Citizen;
  entry: RegisterEntry;
  /** Something happened: the first card is no longer all there is. */
  eventful: boolean;
  status: LifeStatus;
  departure?: Departure;
  phone?: PhoneRecord;
  /** Oldest first; the last one is the person's card, unless it is void. */
  readonly cards: CardRecord[];
  /** All that were ever issued, oldest first. */
  readonly certificates: CertificateRecord[];
}

/** What was recorded up to and including `until`: since when a certificate has no effect, and why; undefined: it has. */
export function lossOf(
  { history }: Pick<CertificateRecord, 'history'>,
  until: Date,
): { readonly at: Date; readonly reason: CrlReason } | undefined {
  let lost: { at: Date; reason: CrlReason } | undefined;
  for (const { at, reason } of history) {
    if (at > until) break;
    // X.509 (10/2019) 9.5.2.3: a hold that becomes a revocation keeps the date of the hold.
    lost = reason === undefined ? undefined : { at: lost?.at ?? at, reason };
  }
  return lost;
}
