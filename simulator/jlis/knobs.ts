/** What is not public about J-LIS, or differs between sources, each with the value taken here. See docs/assumptions.md. */
import { fullWidth } from '../people/index.ts';
import type { CrlReason } from '../pki/index.ts';
import { STATUS_KNOBS, type StatusKnobs } from './status/index.ts';

/** Why a certificate ends; each has a CRLReason. Public are the codes in use, not all of what each is used for. */
export type EndCause =
  | 'items-changed'
  /** Death, deletion, leaving the country for good. */
  | 'entry-ended'
  | 'card-void'
  | 'card-returned'
  | 'card-reissued'
  | 'card-lost'
  | 'card-found'
  | 'renewed'
  | 'reissued'
  | 'requested'
  | 'compromised'
  | 'phone-lost'
  | 'phone-resumed'
  | 'phone-changed'
  | 'phone-given-up';

export interface JlisKnobs extends StatusKnobs {
  /** OCSP and CRL for registered verifiers only, as the real ones are; default: for anybody. */
  readonly registeredCallersOnly: boolean;
  /** Youngest age at which a signing certificate is issued; the rule (施行規則5条3項) foresees infants, practice does not. */
  readonly signAgeMin: number;
  /** From this day on a signing certificate records the reading of the name, and the four items tell it. */
  readonly furiganaFrom: string;
  /** Does the certificate show the reading, in an otherName of its own? What the real ones do is not public. */
  readonly furiganaInCertificates: boolean;
  /** A change in the register is recorded at once (the law: 直ちに), or with the next midnight in Japan (a city: the next day). */
  readonly revocationBatch: 'immediate' | 'midnight';
  /** When a notice of leaving ends the signing certificate; municipalities word it differently. */
  readonly leavingEnds: 'day-of-leaving' | 'notice' | 'arrival';
  /** 住所 of those who left the country on a day. The shape is documented, and not public. */
  readonly abroadAddress: (on: string) => string;
  readonly reasons: Readonly<Record<EndCause, CrlReason>>;
  /** A consent begins on the day after it is reflected at J-LIS (consent paper), or was received from the holder (guideline). */
  readonly consentStart: 'reflection' | 'receipt';
  /** A signed message that is older is not taken. */
  readonly messageAgeMsMax: number;
  /** For one delivery of the latest items. */
  readonly fourItemsFeeYen: number;
}

/** `国外転出　２０２６年０５月０１日`. */
function abroadAddress(on: string): string {
  const [year, month, day] = on.split('-') as [string, string, string];
  return `国外転出\u3000${fullWidth(`${year}年${month}月${day}日`)}`;
}

export const JLIS_KNOBS: JlisKnobs = {
  ...STATUS_KNOBS,
  registeredCallersOnly: false,
  signAgeMin: 15,
  furiganaFrom: '2026-05-26',
  furiganaInCertificates: false,
  revocationBatch: 'immediate',
  leavingEnds: 'day-of-leaving',
  abroadAddress,
  consentStart: 'reflection',
  messageAgeMsMax: 24 * 3_600_000,
  fourItemsFeeYen: 20,
  reasons: {
    'items-changed': 'affiliationChanged',
    'entry-ended': 'cessationOfOperation',
    'card-void': 'cessationOfOperation',
    'card-returned': 'cessationOfOperation',
    'card-reissued': 'superseded',
    'card-lost': 'certificateHold',
    'card-found': 'cessationOfOperation',
    renewed: 'superseded',
    reissued: 'superseded',
    requested: 'cessationOfOperation',
    compromised: 'keyCompromise',
    'phone-lost': 'certificateHold',
    'phone-resumed': 'cessationOfOperation',
    'phone-changed': 'superseded',
    'phone-given-up': 'cessationOfOperation',
  },
};
