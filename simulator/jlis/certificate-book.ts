/**
 * Every certificate of one of the two CAs, and what was recorded about it (失効情報).
 *
 * Nothing is kept for citizens whom nobody touched: their first certificates follow from the seed.
 * A certificate loses effect at the moment of the record (公的個人認証法 15条1項); records are never taken away.
 */

import type { KeyObject } from 'node:crypto';
import { type Municipality, municipalities } from '../people/index.ts';
import type { CrlReason, Der } from '../pki/index.ts';
import type { Carrier } from '../profile/index.ts';
import type { Clock } from '../world/index.ts';
import type { JpkiKind } from './config.ts';
import type { RecordedItems } from './four-items.ts';
import type { Generations } from './generations.ts';
import { crlPointName } from './names.ts';
import type { Serials } from './serials.ts';
import type { RecordedStatus, RevokedCertificate, StatusSource } from './status/source.ts';

/** One record: loss of effect, or the end of a temporary stop (phones only). */
export type Mark =
  | { readonly at: Date; readonly status: 'revoked'; readonly reason: CrlReason }
  | { readonly at: Date; readonly status: 'good' };

export interface CertificateRecord {
  readonly kind: JpkiKind;
  readonly carrier: Carrier;
  readonly generation: number;
  readonly serial: bigint;
  /** Number of the citizen. Never leaves J-LIS. */
  readonly holder: number;
  readonly municipality: Municipality;
  readonly items: RecordedItems;
  readonly issuedAt: Date;
  readonly lastDay: string;
  readonly notAfter: Date;
  /** Rising in time. */
  readonly marks: Mark[];
  /** Both are made when first asked for. */
  readonly certificate: Der;
  readonly key: KeyObject;
}

export type CertificateState = 'good' | 'held' | 'revoked' | 'expired';

/** What is recorded at an instant. */
export function stateAt({ marks, notAfter }: CertificateRecord, at: Date): CertificateState {
  const mark = marks.findLast((one) => one.at <= at);
  if (mark?.status === 'revoked') return mark.reason === 'certificateHold' ? 'held' : 'revoked';
  return at > notAfter ? 'expired' : 'good';
}

/** Has effect: neither recorded as lost nor ended. */
export const livesAt = (record: CertificateRecord, at: Date): boolean => stateAt(record, at) === 'good';

/** What is known without a record of a citizen whom nobody touched. */
export interface FirstCertificate {
  readonly generation: number;
  readonly notAfter: Date;
}

export interface CertificateBook extends StatusSource {
  find(serial: bigint): CertificateRecord | undefined;
  /** A number given to a first certificate again replaces it: a card of another kind for the same citizen. */
  add(record: CertificateRecord): void;
  /** Record now. Does nothing where the last record already says so, or where the certificate was revoked for good. */
  mark(record: CertificateRecord, mark: Mark): void;
}

export interface BookDeps {
  readonly clock: Clock;
  readonly generations: Generations;
  readonly serials: Serials;
  /** The first certificate of a citizen whom nobody touched; undefined where there is none (children have no signing one). */
  first(citizen: number): FirstCertificate | undefined;
  /** Lets what was due by now happen first (a card becomes void when a term has passed). */
  settle(): void;
}

/** What may be recorded after what: a stop can end either way, a revocation never. */
function follows(last: Mark | undefined, next: Mark): boolean {
  if (last?.status !== 'revoked') return next.status === 'revoked';
  return (
    last.reason === 'certificateHold' && !(next.status === 'revoked' && next.reason === 'certificateHold')
  );
}

const bySerial = (a: CertificateRecord, b: CertificateRecord): number => (a.serial < b.serial ? -1 : 1);

/** Recorded status as of an instant: a held one is a revoked one with the reason certificateHold. */
function recordedAt({ marks, notAfter }: CertificateRecord, until: Date): RecordedStatus {
  const mark = marks.findLast((one) => one.at <= until);
  return mark?.status === 'revoked'
    ? { status: 'revoked', revocationTime: mark.at, reason: mark.reason, notAfter }
    : { status: 'good', notAfter };
}

export function createCertificateBook({
  clock,
  generations,
  serials,
  first,
  settle,
}: BookDeps): CertificateBook {
  const { kind } = generations;
  const records = new Map<bigint, CertificateRecord>();
  /** Those with a mark, by generation; sorted when asked for. */
  const marked = new Map<number, { list: CertificateRecord[]; sorted: boolean }>();
  let revision = 0;

  return {
    kind,
    clock,
    name: generations.name,
    generationsAt: generations.generationsAt,
    responder: generations.responder,
    municipalities: municipalities.map((m) => ({ code: m.code, pointName: crlPointName(kind, m) })),
    get revision() {
      settle();
      return revision;
    },
    find: (serial) => records.get(serial),
    add(record) {
      records.set(record.serial, record);
      revision += 1;
    },
    mark(record, mark) {
      if (!follows(record.marks.at(-1), mark)) return;
      if (record.marks.length === 0) {
        const own = marked.get(record.generation) ?? { list: [], sorted: true };
        own.list.push(record);
        own.sorted = false;
        marked.set(record.generation, own);
      }
      record.marks.push(mark);
      revision += 1;
    },
    statusOf({ number }, serial, until) {
      settle();
      const record = records.get(serial);
      if (record) return record.generation === number ? recordedAt(record, until) : { status: 'unknown' };
      const citizen = serials.citizenOf(serial);
      const known = citizen === undefined ? undefined : first(citizen);
      return known?.generation === number
        ? { status: 'good', notAfter: known.notAfter }
        : { status: 'unknown' };
    },
    *revoked({ number }, until, municipalityCode): Iterable<RevokedCertificate> {
      settle();
      const own = marked.get(number);
      if (!own) return;
      if (!own.sorted) own.list.sort(bySerial);
      own.sorted = true;
      for (const record of own.list) {
        if (municipalityCode !== undefined && record.municipality.code !== municipalityCode) continue;
        const status = recordedAt(record, until);
        if (status.status !== 'revoked') continue;
        const { revocationTime: revocationDate, reason, notAfter } = status;
        yield { serial: record.serial, revocationDate, notAfter, ...(reason && { reason }) };
      }
    },
  };
}
