/** What J-LIS and the accredited CA have on record in the vectors: a few revocations, and nothing else. */

import type { CaContext } from '../../simulator/ca/context.ts';
import { answerOcsp, crlPublisher } from '../../simulator/ca/repository/status.ts';
import { caSteps } from '../../simulator/ca/steps.ts';
import { caName, crlPointName } from '../../simulator/jlis/authority/names.ts';
import { type CrlScopeName, createCrlPublisher } from '../../simulator/jlis/status/crl-publisher.ts';
import { STATUS_KNOBS, type StatusSource } from '../../simulator/jlis/status/index.ts';
import { createOcspResponder } from '../../simulator/jlis/status/ocsp-responder.ts';
import type { CrlReason, Der } from '../../simulator/pki/index.ts';
import {
  AT,
  accredited,
  authority,
  generation,
  MUNICIPALITY,
  NEWER,
  OTHER_MUNICIPALITY,
} from './authorities.ts';

/** A revocation; `municipality` of who issued the certificate. */
export type Record = {
  readonly serial: bigint;
  readonly at: Date;
  readonly reason?: CrlReason;
  readonly municipality?: string;
};

/** Others that are revoked, so that a list is not empty. */
export const OTHERS: readonly Record[] = [
  { serial: 0x08a00011n, at: new Date('2026-02-01T15:00:00Z'), reason: 'superseded' },
  { serial: 0x08a00200n, at: new Date('2026-03-10T15:00:00Z'), reason: 'cessationOfOperation' },
  { serial: 0x08b00000n, at: new Date('2026-03-29T15:00:00Z'), reason: 'certificateHold' },
];

const NOT_AFTER = new Date('2030-02-17T14:59:59Z');

function sourceOf(records: readonly Record[], at: Date): StatusSource {
  const bySerial = [...records].sort((a, b) => (a.serial < b.serial ? -1 : 1));
  return {
    kind: 'sign',
    clock: { now: () => at },
    name: caName('sign'),
    revision: records.length,
    generationsAt: () => [generation('sign', NEWER)],
    responder: (one, when) => authority('sign').generations.responder(one, when),
    statusOf(_generation, serial) {
      const found = records.find((one) => one.serial === serial);
      if (found)
        return {
          status: 'revoked',
          revocationTime: found.at,
          ...(found.reason && { reason: found.reason }),
          notAfter: NOT_AFTER,
        };
      return serial === 0x08a1b2c3n ? { status: 'good', notAfter: NOT_AFTER } : { status: 'unknown' };
    },
    *revoked(_generation, _until, code) {
      for (const { serial, at: revocationDate, reason, municipality = MUNICIPALITY.code } of bySerial)
        if (code === undefined || code === municipality)
          yield { serial, revocationDate, ...(reason && { reason }), notAfter: NOT_AFTER };
    },
    municipalities: [MUNICIPALITY, OTHER_MUNICIPALITY].map((one) => ({
      code: one.code,
      pointName: crlPointName('sign', one),
    })),
  };
}

/** The list of the newer generation as J-LIS publishes it. */
export const jpkiList = (records: readonly Record[], scope: CrlScopeName = 'full', at: Date = AT): Der =>
  createCrlPublisher(sourceOf(records, at), STATUS_KNOBS).list(generation('sign', NEWER), scope)!.der;

/** The answer of the newer generation's responder. */
export const jpkiAnswer = (records: readonly Record[], request: Uint8Array, at: Date = AT): Der =>
  createOcspResponder(sourceOf(records, at), STATUS_KNOBS).answer(request).der;

/** As much of the accredited CA as its repository asks for. */
const repository = (records: readonly Record[]): CaContext =>
  ({
    now: () => AT,
    policy: { crlEveryMs: 3_600_000, crlLifeMs: 86_400_000, ocspLifeMs: 600_000 },
    authority: accredited,
    steps: caSteps,
    store: {
      get: (table: string, key: string) => {
        if (table === 'meta') return { value: records.length };
        const revoked = records.find(({ serial }) => serial === BigInt(`0x${key}`));
        return {
          state: 'in-force',
          ...(revoked && { revocation: { at: revoked.at.getTime(), reason: revoked.reason } }),
        };
      },
      values: () =>
        records.map(({ serial, at, reason }) => ({
          serial: serial.toString(16).toUpperCase(),
          notAfter: NOT_AFTER.getTime(),
          revocation: { at: at.getTime(), reason },
        })),
    },
  }) as unknown as CaContext;

export const accreditedList = (records: readonly Record[]): Der => crlPublisher(repository(records))();
export const accreditedAnswer = (records: readonly Record[], request: Uint8Array): Der =>
  answerOcsp(repository(records), request);
