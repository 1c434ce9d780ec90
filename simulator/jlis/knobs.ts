/** What is not public about J-LIS, or differs between sources, each with the value taken here (docs/assumptions.md). */

import type { CrlReason } from '../pki/index.ts';

/** Which CRLReason is recorded for what. Those of death, deletion and void cards are not stated anywhere public. */
export interface ReasonMap {
  /** A real change of the four items. */
  readonly changed: CrlReason;
  /** Renewed or issued anew while the old one lived. */
  readonly replaced: CrlReason;
  /** The holder's request; a phone that was given up. */
  readonly requested: CrlReason;
  readonly compromised: CrlReason;
  readonly stopped: CrlReason;
  /** Death, deletion of the register entry. */
  readonly deleted: CrlReason;
  /** Card void, returned. */
  readonly cardVoid: CrlReason;
}

export interface JlisKnobs {
  /** Youngest age with a signing certificate: practice, not law (公的個人認証法施行規則 5条3項 foresees infants). */
  readonly signFromAge: number;
  /** From when the ten years of a consent count: the day after it is reflected at J-LIS, or after its own signing time. */
  readonly consentStart: 'reflection' | 'receipt';
  /** A register change is recorded as loss of effect at once (the law), or with the batch at 24:00 (what towns tell). */
  readonly recordChanges: 'at-once' | 'midnight';
  /** Fee of one delivery of the latest four items, yen. */
  readonly feeYen: number;
  /** Numbers stay resolvable for links so many years after the certificate's end. */
  readonly retentionYears: number;
  readonly reasons: ReasonMap;
}

export const DEFAULT_KNOBS: JlisKnobs = {
  signFromAge: 15,
  consentStart: 'reflection',
  recordChanges: 'at-once',
  feeYen: 20,
  retentionYears: 10,
  reasons: {
    changed: 'affiliationChanged',
    replaced: 'superseded',
    requested: 'cessationOfOperation',
    compromised: 'keyCompromise',
    stopped: 'certificateHold',
    deleted: 'cessationOfOperation',
    cardVoid: 'cessationOfOperation',
  },
};
