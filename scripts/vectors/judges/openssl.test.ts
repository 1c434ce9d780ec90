/**
 * OpenSSL accepts every good vector and refuses every defective one within its reach; what is beyond it is a table that is
 * held against what it really does. Some of the vectors, drawn from a seed; all of them with FPOS_HIL_LONG=1.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { opensslPath } from '../../../simulator/pki/test-openssl.ts';
import { createWorld } from '../../../simulator/world/index.ts';
import type { Result } from '../format.ts';
import {
  type OpensslVerdict,
  opensslOnAnswers,
  opensslOnCertificates,
  opensslOnConsents,
  opensslOnLists,
  opensslParses,
} from './openssl.ts';
import { OPENSSL_REACH } from './openssl-reach.ts';
import { dueOf, faultsOf } from './reach.ts';
import { bytes, certificateVectors, consentVectors, crlVectors, ocspVectors } from './stated.ts';

const LONG = process.env.FPOS_HIL_LONG === '1';
/** One vector in so many is judged in the short size. */
const ONE_IN = 4;

type Vector = {
  readonly name: string;
  readonly test: {
    readonly result: Result;
    readonly status?: string | undefined;
    readonly reason?: string | undefined;
  };
};

const { chance } = createWorld({ seed: 'vectors for OpenSSL' });
/** What is acceptable may go either way. */
const drawn = <V extends Vector>(vectors: readonly V[]): readonly V[] =>
  vectors.filter(({ test }) => test.result !== 'acceptable' && (LONG || chance.below(ONE_IN) === 0));

type Judged = readonly (readonly [Vector, OpensslVerdict])[];

/** Draws some of the vectors and has them judged. */
const judging =
  <V extends Vector>(
    all: readonly V[],
    judge: (vectors: readonly V[]) => Promise<ReadonlyMap<string, OpensslVerdict>>,
  ) =>
  async (): Promise<Judged> => {
    const vectors = drawn(all);
    const verdicts = await judge(vectors);
    return vectors.map((vector) => [vector, verdicts.get(vector.name)!] as const);
  };

const VECTORS = {
  certificates: certificateVectors(),
  lists: crlVectors(),
  answers: ocspVectors(),
  consents: consentVectors(),
} as const;

const JUDGES = {
  certificates: judging(VECTORS.certificates, opensslOnCertificates),
  lists: judging(VECTORS.lists, opensslOnLists),
  answers: judging(VECTORS.answers, opensslOnAnswers),
  consents: judging(VECTORS.consents, opensslOnConsents),
} as const;

const counts: string[] = [];
afterAll(() => console.log(counts.join('\n')));

describe.skipIf(opensslPath === undefined)('OpenSSL', () => {
  test.each(Object.entries(JUDGES))('%s', async (kind, judged) => {
    const found = await judged();
    const otherwise = found.filter(([vector, { accepted }]) => accepted !== dueOf(OPENSSL_REACH, vector));
    expect(otherwise.map(([{ name }, { accepted, said }]) => ({ name, accepted, said }))).toEqual([]);

    const good = found.filter(([{ test }, { accepted }]) => accepted && test.result === 'valid');
    for (const [{ name, test }, { status, reason }] of good) {
      expect([name, status]).toEqual([name, test.status]);
      if (reason !== undefined) expect([name, reason]).toEqual([name, test.reason]);
    }
    const refused = found.filter(([{ test }, { accepted }]) => !accepted && test.result === 'invalid');
    counts.push(
      `OpenSSL, ${kind}: ${good.length} good accepted, ${refused.length} defective refused, ` +
        `${found.length - good.length - refused.length} as the tables say otherwise`,
    );
    expect(good.length).toBeGreaterThan(0);
    expect(refused.length).toBeGreaterThan(0);
  });

  test('asn1parse reads every good one from end to end', async () => {
    const good = [
      ...drawn(VECTORS.certificates).map(({ test }) => [test.result, test.certificate] as const),
      ...drawn(VECTORS.lists).map(({ test }) => [test.result, test.crl] as const),
      ...drawn(VECTORS.answers).map(({ test }) => [test.result, test.response] as const),
      ...drawn(VECTORS.consents).map(({ test }) => [test.result, test.cms] as const),
    ].filter(([result]) => result === 'valid');
    for (const [, base64] of good) expect(await opensslParses(bytes(base64))).toBe(true);
    counts.push(`OpenSSL, asn1parse: ${good.length} good read`);
    expect(await opensslParses(bytes(good[0]![1]).slice(0, -1))).toBe(false);
  });
});

test('every entry of the tables is a vector of the result that it is about, once', () => {
  expect(faultsOf(OPENSSL_REACH, Object.values(VECTORS).flat())).toEqual([]);
});
