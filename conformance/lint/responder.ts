/** Whose answer an OCSP answer is. */
import { createHash } from 'node:crypto';
import type { BasicForm, Certificate } from '../decode/index.ts';
import { rememberedCertificate } from './certificate-memory.ts';
import { hexOf, sameBytes } from './reading.ts';
import type { ReadCertificate } from './rule.ts';

/** The certificate that the responder id points at, among those in the answer and that of the CA. */
export function responderOf(basic: BasicForm, issuer: ReadCertificate | undefined): Certificate | undefined {
  const { responder } = basic;
  const candidates = [...basic.certs.map(tryDecode), issuer?.certificate];
  return candidates.find((candidate) => {
    if (candidate === undefined) return false;
    return responder.by === 'key'
      ? candidate.keyHashHex === responder.keyHashHex
      : sameBytes(candidate.subjectDer, responder.nameDer);
  });
}

function tryDecode(der: Uint8Array): Certificate | undefined {
  try {
    return rememberedCertificate(der).certificate;
  } catch {
    return undefined;
  }
}

/** The digest of a CertID, upper-case hexadecimal. */
export const digestHex = (hash: string, bytes: Uint8Array): string =>
  hexOf(createHash(hash).update(bytes).digest());
