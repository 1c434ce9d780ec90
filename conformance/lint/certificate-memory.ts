/** Certificates read before. The same few of CAs and responders come again and again; reading one takes milliseconds. */
import { certificateForm, decodeCertificate } from '../decode/index.ts';
import { sameBytes } from './reading.ts';
import type { ReadCertificate } from './rule.ts';

/** CAs and responders of a world, all generations. */
const KEPT_MAX = 24;

const kept: Array<{ readonly der: Uint8Array; readonly read: ReadCertificate }> = [];

/** Reads a certificate. Throws DecodeError `ERR_CERTIFICATE`. */
export function readCertificate(der: Uint8Array): ReadCertificate {
  const certificate = decodeCertificate(der);
  return { certificate, form: certificateForm(certificate) };
}

/** The same, from memory if the same bytes were read lately. */
export function rememberedCertificate(der: Uint8Array): ReadCertificate {
  const known = kept.find((one) => sameBytes(one.der, der));
  if (known !== undefined) return known.read;
  const read = readCertificate(der);
  kept.push({ der: Uint8Array.from(der), read });
  if (kept.length > KEPT_MAX) kept.shift();
  return read;
}
