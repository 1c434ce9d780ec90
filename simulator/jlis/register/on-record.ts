/** What a look at the register shows: for tests, and for the control interface of a world. Nobody in the world may ask this. */
import type { CrlReason } from '../../pki/index.ts';
import type { Carrier } from '../../profile/index.ts';
import type { RecordedItems } from '../authority/four-items.ts';
import type { JpkiKind } from '../config.ts';
import type { JlisSteps } from '../steps.ts';
import type {
  CardRecord,
  CertificateRecord,
  LifeStatus,
  Person,
  PhoneRecord,
  RegisterEntry,
} from './records.ts';

export interface CertificateOnRecord {
  readonly citizen: number;
  readonly kind: JpkiKind;
  readonly carrier: Carrier;
  readonly generation: number;
  readonly serial: bigint;
  readonly issuedAt: Date;
  readonly notAfter: Date;
  readonly items: RecordedItems | undefined;
  readonly predecessor: bigint | undefined;
  /** Since when it has no effect, and why. */
  readonly lost: { readonly at: Date; readonly reason: CrlReason } | undefined;
  /** Neither lost nor outside its validity. */
  readonly alive: boolean;
}

export interface PersonOnRecord {
  readonly number: number;
  readonly status: LifeStatus;
  /** Something happened: the first card is no longer all there is. */
  readonly eventful: boolean;
  readonly entry: RegisterEntry;
  readonly card:
    | (Pick<CardRecord, 'sequence' | 'lastDay' | 'state'> & { readonly continueBy: string | undefined })
    | undefined;
  readonly phone: PhoneRecord | undefined;
  /** All that were ever issued, oldest first. */
  readonly certificates: readonly CertificateOnRecord[];
}

export function certificateOnRecord(
  record: CertificateRecord,
  now: Date,
  { lossOf }: Pick<JlisSteps, 'lossOf'>,
): CertificateOnRecord {
  const { citizen, kind, carrier, generation, serial, issuedAt, notAfter, items, predecessor } = record;
  const lost = lossOf(record, now);
  const alive = lost === undefined && issuedAt <= now && now <= notAfter;
  return { citizen, kind, carrier, generation, serial, issuedAt, notAfter, items, predecessor, lost, alive };
}

export function personOnRecord(
  { citizen, status, eventful, entry, cards, phone, certificates }: Person,
  now: Date,
  steps: Pick<JlisSteps, 'lossOf'>,
): PersonOnRecord {
  const card = cards.at(-1);
  return {
    number: citizen.number,
    status,
    eventful,
    entry,
    card: card && {
      sequence: card.sequence,
      lastDay: card.lastDay,
      state: card.state,
      continueBy: card.continueBy,
    },
    phone: phone && { ...phone },
    certificates: certificates.map((record) => certificateOnRecord(record, now, steps)),
  };
}
