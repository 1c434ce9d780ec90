/** Signatures of the card, opened with the public key of a certificate that was read from the same card. */
import { constants, type KeyObject, publicDecrypt, verify, X509Certificate } from 'node:crypto';
import { type Certificate, decodeCertificate } from '../decode/index.ts';
import { signatures } from './card.ts';
import { contentIn } from './card-dialogue.ts';
import { type Expectation, expectation } from './expectation.ts';
import type { Seen, SeenApdu } from './seen.ts';

/** The certificate at the beginning of a file that was read in a step: `30 82 hh ll`, filler behind it. */
export function certificateOf(seen: Seen, index: number): Certificate | undefined {
  const file = contentIn(seen, index);
  if (file[0] !== 0x30 || file[1] !== 0x82) return undefined;
  try {
    return decodeCertificate(file.subarray(0, 4 + ((file[2]! << 8) | file[3]!)));
  } catch {
    return undefined;
  }
}

/** RSAVP1 (RFC 8017, 5.2.2): what the card put through its key. */
export function opened(key: KeyObject, signature: Uint8Array): Uint8Array {
  try {
    return publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature);
  } catch {
    return new Uint8Array(0);
  }
}

/** RFC 8017, 9.2: 00 01 FF … FF 00 and then the input, filling the modulus. */
export const padded = (input: Uint8Array, length = 256): Uint8Array =>
  Buffer.concat([
    Uint8Array.of(0, 1),
    new Uint8Array(Math.max(0, length - 3 - input.length)).fill(0xff),
    Uint8Array.of(0),
    input,
  ]);

type Judge = (key: KeyObject, made: SeenApdu, i: number) => string | undefined;

/** Each signature made in a step stands before the judge, with the key of the certificate read in step `readStep`. */
const eachSignature =
  (says: string, readStep: number, judge: Judge) =>
  (index: number): Expectation =>
    expectation(says, (seen) => {
      const certificate = certificateOf(seen, readStep);
      if (!certificate) return [{ kind: 'fail', says: 'there is no certificate to verify a signature with' }];
      return signatures(seen.step(index)).flatMap((made, i) => {
        const fault = made.sw === 0x9000 ? judge(certificate.publicKey, made, i) : undefined;
        return fault === undefined ? [] : [{ kind: 'fail' as const, says: fault, at: made.n }];
      });
    });

/** The n-th signature of the step is PKCS#1 v1.5 around exactly the n-th input. */
export const signsExactly = (readStep: number, ...inputs: readonly Uint8Array[]) =>
  eachSignature(
    'each signature holds exactly the input, padded by PKCS#1 v1.5',
    readStep,
    (key, { answer }, i) =>
      Buffer.compare(opened(key, answer), padded(inputs[i]!)) === 0
        ? undefined
        : 'the signature does not hold the input that was given, padded by PKCS#1 v1.5',
  );

/** Each signature of the step is RSASSA-PKCS1-v1_5 with SHA-256 over the message. */
export const signsMessage = (readStep: number, message: Uint8Array) =>
  eachSignature('each signature verifies under the certificate on the card', readStep, (key, { answer }) =>
    verify('sha256', message, key, answer) ? undefined : 'the signature does not verify',
  );

/** Each signature of the step is RSASSA-PSS with SHA-256 over the message. */
export const signsWithPss = (readStep: number, message: Uint8Array) =>
  eachSignature('each signature is RSASSA-PSS over the message', readStep, (key, { answer }) =>
    verify('sha256', message, { key, padding: constants.RSA_PKCS1_PSS_PADDING }, answer)
      ? undefined
      : 'the signature is not RSASSA-PSS with SHA-256 over the message',
  );

/** All signatures of the case, over one input, are the same bytes. */
export const sameEachTime = (): Expectation =>
  expectation('the same input gives the same signature', (seen) => {
    const made = signatures(seen).filter((a) => a.sw === 0x9000);
    const other = made.find((a) => Buffer.compare(a.answer, made[0]!.answer) !== 0);
    return other ? [{ kind: 'fail', says: 'two signatures over the same input differ', at: other.n }] : [];
  });

/** The certificate read in one step is signed by the key of the one read in another. */
export const isIssuedBy = (subject: number, issuer: number): Expectation =>
  expectation('the certificate is signed by the CA certificate on the card', (seen) => {
    const certificate = certificateOf(seen, subject);
    const ca = certificateOf(seen, issuer);
    if (!certificate || !ca) return [{ kind: 'fail', says: 'a certificate is missing' }];
    const signed =
      Buffer.compare(certificate.issuerDer, ca.subjectDer) === 0 &&
      new X509Certificate(certificate.der).verify(ca.publicKey);
    return signed
      ? []
      : [{ kind: 'fail', says: 'the certificate is not signed by the CA certificate on the card' }];
  });
