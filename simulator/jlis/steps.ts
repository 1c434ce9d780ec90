/**
 * The decisions of J-LIS, one function each, in the words of the law. A mutant replaces one of them; nothing in the code asks
 * whether it is one.
 */
import { type RegisterItem, type RegisterItems, realChanges } from '../people/index.ts';
import type { CrlReason } from '../pki/index.ts';
import type { ConsentState } from '../profile/index.ts';
import { midnightJst } from '../world/index.ts';
import { ageOn, certificateLastDay, renewalOpens } from './authority/validity.ts';
import type { JpkiKind } from './config.ts';
import type { JlisKnobs } from './knobs.ts';
import { type CertificateRecord, lossOf, type StatusRecord } from './register/records.ts';
import type { Consent } from './verifiers/consents.ts';
import { deliveredItems, kindsForLink, type LinkEnd, tenYearTerm } from './verifiers/rules.ts';

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;
const RETENTION_YEARS = 10;

export interface JlisSteps {
  /** Last day of a certificate issued on a day. */
  readonly lastDay: typeof certificateLastDay;
  /** The first day on which a certificate may be renewed. */
  readonly renewalOpens: (lastDay: string) => string;
  readonly mayHaveSigning: (day: string, birth: string, knobs: Pick<JlisKnobs, 'signAgeMin'>) => boolean;
  /** Which items really changed (minor corrections are none). */
  readonly realChanges: (before: RegisterItems, after: RegisterItems) => readonly RegisterItem[];
  /** Which certificates a change of these items ends (公的個人認証法 12条1号). */
  readonly endedByChange: (items: readonly RegisterItem[]) => readonly JpkiKind[];
  /** Which certificates end with the register entry: death, deletion, leaving for good (12条2号). */
  readonly endedWithEntry: readonly JpkiKind[];
  /** Which certificates of a lost card are held. */
  readonly heldWithCard: readonly JpkiKind[];
  /** Which kinds on the phone end when this one of the card ends for good (16条の14, 35条の14). */
  readonly phoneEndsWith: (kind: JpkiKind) => readonly JpkiKind[];
  /** May its hold be lifted? Those of phones for authentication only. */
  readonly mayResume: (record: Pick<CertificateRecord, 'kind' | 'carrier'>) => boolean;
  /** When a change of the register that happens now is recorded. */
  readonly recordedAt: (now: Date, knobs: Pick<JlisKnobs, 'revocationBatch'>) => Date;
  /** What a new record adds to the history of a certificate. */
  readonly appended: (history: readonly StatusRecord[], record: StatusRecord) => readonly StatusRecord[];
  /** What was recorded up to and including `until`: since when it has no effect, and why. */
  readonly lossOf: (
    record: Pick<CertificateRecord, 'history'>,
    until: Date,
  ) => { readonly at: Date; readonly reason: CrlReason } | undefined;
  /** Does the issue of a certificate end a living one of the same kind on the same carrier (6条: no two at a time)? */
  readonly endsFormer: boolean;
  /** Does a message signed with it count now: neither lost nor outside its validity (17条, 19条)? */
  readonly signerCounts: (record: CertificateRecord, at: Date) => boolean;
  /** The ten years of a consent that is handed in on a day. */
  readonly consentTerm: (day: Date) => { readonly from: Date; readonly to: Date };
  readonly consentState: (
    consent: Pick<Consent, 'from' | 'to' | 'withdrawnAt'>,
    at: Date,
    stoppedFrom: Date | undefined,
  ) => ConsentState;
  /** Is there a ground to ask for the latest items: the known certificate lost its validity, or ended (18条3項, 19条5項)? */
  readonly isGroundToAsk: (known: CertificateRecord, at: Date) => boolean;
  /** The signing certificate now in force, of the person's, on the carrier of the known one. */
  readonly inForce: (
    certificates: readonly CertificateRecord[],
    known: CertificateRecord,
    at: Date,
  ) => CertificateRecord | undefined;
  readonly delivered: typeof deliveredItems;
  readonly kindsForLink: typeof kindsForLink;
  /** The counterpart whose period of validity has not elapsed; the newest of several. */
  readonly linked: (
    certificates: readonly CertificateRecord[],
    to: LinkEnd,
    at: Date,
  ) => CertificateRecord | undefined;
  /** Issue records are kept ten years from the day after the end (施行令, as of 2013). */
  readonly isRetained: (record: CertificateRecord, at: Date) => boolean;
  /** Days within which a card must be continued after an arrival, and an arrival must follow a planned leaving. */
  readonly daysToContinue: number;
  readonly daysToArrive: number;
}

const isAlive = (record: CertificateRecord, at: Date): boolean =>
  lossOf(record, at) === undefined && record.issuedAt <= at && at <= record.notAfter;

export const jlisSteps: JlisSteps = {
  lastDay: certificateLastDay,
  renewalOpens,
  mayHaveSigning: (day, birth, { signAgeMin }) => ageOn(day, birth) >= signAgeMin,
  realChanges,
  endedByChange: (items) => (items.length > 0 ? ['sign'] : []),
  endedWithEntry: ['sign', 'auth'],
  heldWithCard: ['sign', 'auth'],
  phoneEndsWith: (kind) => [kind],
  mayResume: ({ kind, carrier }) => kind === 'auth' && carrier === 'phone',
  recordedAt: (now, { revocationBatch }) =>
    revocationBatch === 'immediate' ? now : new Date(midnightJst(now).getTime() + DAY_MS),
  appended: (history, record) => [...history, record],
  lossOf,
  endsFormer: true,
  signerCounts: isAlive,
  consentTerm: tenYearTerm,
  consentState({ from, to, withdrawnAt }, at, stoppedFrom) {
    if (withdrawnAt && withdrawnAt <= at) return 'withdrawn';
    if (at >= new Date(to.getTime() + SECOND_MS)) return 'expired';
    if (stoppedFrom && stoppedFrom <= at) return 'stopped';
    return at < from ? 'not-yet' : 'active';
  },
  isGroundToAsk: (known, at) => !isAlive(known, at),
  inForce: (certificates, { carrier }, at) =>
    certificates.findLast((c) => c.kind === 'sign' && c.carrier === carrier && isAlive(c, at)),
  delivered: deliveredItems,
  kindsForLink,
  linked: (certificates, to, at) =>
    certificates.findLast((c) => c.kind === to.kind && c.carrier === to.carrier && at <= c.notAfter),
  isRetained({ notAfter }, at) {
    const until = new Date(notAfter.getTime() + DAY_MS);
    until.setUTCFullYear(until.getUTCFullYear() + RETENTION_YEARS);
    return at <= until;
  },
  daysToContinue: 90,
  daysToArrive: 30,
};
