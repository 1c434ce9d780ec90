/** The verifiers inside the simulators give each vector the result that it states; where they do not, a table says why. */
import { expect, test } from 'vitest';
import { dueOf, faultsOf, type Reach } from './reach.ts';
import {
  bankOnCertificate,
  caOnAnswer,
  caOnCertificate,
  caOnList,
  caOnMessage,
  jlisOnMessage,
  type SimulatorVerdict,
} from './simulators.ts';
import { BANK_REACH, CA_REACH, JLIS_REACH } from './simulators-reach.ts';
import { certificateVectors, consentVectors, crlVectors, ocspVectors } from './stated.ts';

type Test = {
  readonly id: string;
  readonly result: 'valid' | 'invalid' | 'acceptable';
  readonly status?: string | undefined;
};
type Vector = { readonly name: string; readonly test: Test };

/** Has a verifier judge, and holds the results against what the vectors state. */
async function judged<V extends Vector>(
  reach: Reach,
  vectors: readonly V[],
  judge: (vector: V) => Promise<SimulatorVerdict>,
): Promise<void> {
  const counts = { valid: 0, invalid: 0, acceptable: 0 };
  const otherwise: unknown[] = [];
  for (const vector of vectors) {
    const { accepted, code, status } = await judge(vector);
    const due = dueOf(reach, vector);
    counts[vector.test.result]++;
    const statusDiffers =
      accepted && due && vector.test.status !== undefined && status !== vector.test.status;
    if ((due !== undefined && accepted !== due) || statusDiffers)
      otherwise.push({ name: vector.name, due, accepted, code, status });
    if (!accepted) expect([vector.name, code]).toEqual([vector.name, expect.any(String)]);
  }
  expect(otherwise).toEqual([]);
  expect(counts.valid).toBeGreaterThan(0);
  expect(counts.invalid).toBeGreaterThan(0);
}

const certificates = certificateVectors();
const signing = certificates.filter(({ group }) => /^jpki-(sign|ca-sign)/.test(group.kind));
const authentication = certificates.filter(({ group }) => group.kind.startsWith('jpki-auth'));
const accredited = certificates.filter(({ group }) =>
  /^fpos-(basic|attribute|authentication|ca)/.test(group.kind),
);
// The CA asks about JPKI certificates alone, and with a CertID by SHA-256; what it publishes itself is for others.
const answers = ocspVectors().filter(({ group }) => group.kind.startsWith('jpki'));
const lists = crlVectors().filter(({ group }) => group.kind.startsWith('jpki'));
const messages = consentVectors();

test('the CA: signing certificates and roots', () => judged(CA_REACH, signing, caOnCertificate));
test('the CA: OCSP answers', () => judged(CA_REACH, answers, caOnAnswer));
test('the CA: lists', () => judged(CA_REACH, lists, caOnList));
test('the CA: consents and withdrawals', () =>
  judged(
    CA_REACH,
    messages.filter(({ group }) => group.kind !== 'inquiry'),
    caOnMessage,
  ));
test('J-LIS: consents, withdrawals and inquiries', () => judged(JLIS_REACH, messages, jlisOnMessage));
test('the bank: certificates of the accredited CA', () => judged(BANK_REACH, accredited, bankOnCertificate));

test('to the CA an authentication certificate is none of those that it takes', async () => {
  expect(authentication.length).toBeGreaterThan(20);
  for (const vector of authentication) {
    const { accepted } = await caOnCertificate(vector);
    expect([vector.name, accepted]).toEqual([vector.name, false]);
  }
});

test('every entry of the tables is a vector of the result that it is about, once', () => {
  const all = [...certificates, ...ocspVectors(), ...crlVectors(), ...messages];
  for (const reach of [CA_REACH, BANK_REACH, JLIS_REACH]) expect(faultsOf(reach, all)).toEqual([]);
});
