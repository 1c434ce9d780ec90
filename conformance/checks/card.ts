/** What passed between a client and a card. */
import { type createPublicKey, verify } from 'node:crypto';
import { decodeCertificate } from '../decode/index.ts';
import { type Expectation, expectation } from './expectation.ts';
import type { Seen, SeenApdu } from './seen.ts';

const INS_VERIFY = 0x20;
const INS_SIGN = 0x2a;

/** VERIFY with data. The query (case 1) is none. */
export const isVerify = (a: SeenApdu): boolean => a.ins === INS_VERIFY && a.capdu.length > 5;
export const isSignature = (a: SeenApdu): boolean => a.ins === INS_SIGN && a.capdu[0] === 0x80;

export const verifies = (seen: Seen): readonly SeenApdu[] => seen.apdus.filter(isVerify);
export const signatures = (seen: Seen): readonly SeenApdu[] => seen.apdus.filter(isSignature);

const swText = (sw: number | undefined): string =>
  sw === undefined ? 'no status word' : sw.toString(16).toUpperCase().padStart(4, '0');

/** The status words of a step, in order, are exactly these (hex, one for each exchange). */
export const answersIn = (index: number, what: string, expected: readonly string[]): Expectation =>
  expectation(`in step ${index + 1}, ${what}: ${expected.join(' ')}`, (seen) => {
    const { apdus } = seen.step(index);
    const actual = apdus.map((a) => swText(a.sw));
    const differs = expected.findIndex((sw, i) => sw !== actual[i]);
    if (differs < 0 && actual.length === expected.length) return [];
    const at = apdus[differs >= 0 ? differs : expected.length]?.n;
    return [
      {
        kind: 'fail',
        says: `${what}: other status words than expected`,
        expected: expected.join(' '),
        actual: actual.join(' ') || 'nothing',
        ...(at !== undefined && { at }),
      },
    ];
  });

/** Cuts the DER off a file with filler behind it: `30 82 hh ll`. */
const certificateIn = (file: Uint8Array): Uint8Array | undefined =>
  file[0] === 0x30 && file[1] === 0x82 ? file.slice(0, 4 + ((file[2]! << 8) | file[3]!)) : undefined;

/** All that READ BINARY gave in a step, one after the other. */
export const readIn = (seen: Seen, index: number): Uint8Array =>
  Buffer.concat(
    seen
      .step(index)
      .apdus.filter((a) => a.ins === 0xb0 && a.sw === 0x9000)
      .map((a) => a.answer),
  );

/**
 * The signature of step `signStep` verifies under the certificate that was read in step `readStep`. The card signed
 * what the host gave it: a DigestInfo of SHA-256, which `hash` is the digest of.
 */
export const signatureVerifies = (readStep: number, signStep: number, message: Uint8Array): Expectation =>
  expectation('each signature verifies under the certificate on the card', (seen) => {
    const der = certificateIn(readIn(seen, readStep));
    const made = signatures(seen.step(signStep)).filter((a) => a.sw === 0x9000);
    if (!der || made.length === 0) return [{ kind: 'fail', says: 'no certificate and signature to compare' }];
    let key: ReturnType<typeof createPublicKey>;
    try {
      key = decodeCertificate(der).publicKey;
    } catch {
      return [{ kind: 'fail', says: 'the file on the card is no certificate' }];
    }
    return made
      .filter((a) => !verify('sha256', message, key, a.answer))
      .map((a) => ({ kind: 'fail', says: 'the signature does not verify', at: a.n }) as const);
  });
