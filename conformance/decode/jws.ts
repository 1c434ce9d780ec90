/** A JSON Web Signature in compact form: RFC 7515, with ES256 and RS256 of RFC 7518. Read without a library. */
import { verify } from 'node:crypto';
import { guard, utf8 } from './asn1.ts';
import { decodeCertificate } from './certificate.ts';
import { keyFault } from './signature.ts';

/** What a signed message says. Whether `x5c` may be trusted is a matter of `judgePath`. */
export type Jws = {
  header: Record<string, unknown>;
  payload: Uint8Array;
  signature: Uint8Array;
  /** Certificates of the header, DER, the signer's first (RFC 7515, 4.1.6). */
  x5c: Uint8Array[];
  /** Does the signature hold under the key of `x5c[0]`, and is nothing in `reasons`? */
  verified: boolean;
  reasons: string[];
};

/**
 * Strict base64url without padding (RFC 7515, 2; RFC 4648, 3.2 and 3.5): other characters, `=` and non-zero spare bits are
 * refused.
 *
 * @throws Error; the decoders turn it into their own code
 */
function base64url(part: string, what: string): Uint8Array {
  if (!/^[A-Za-z0-9_-]*$/.test(part)) throw new Error(`${what}: not base64url`);
  const bytes = Buffer.from(part, 'base64url');
  if (bytes.toString('base64url') !== part) throw new Error(`${what}: not canonical base64url`);
  return bytes;
}

/**
 * Reads a JWS and checks it under the key of its own first certificate.
 *
 * @throws DecodeError `ERR_JWS` where the three parts, the header or a certificate of `x5c` cannot be read
 */
export function decodeJws(compact: string): Jws {
  return guard('ERR_JWS', 'jws', () => {
    const parts = compact.split('.');
    const [head = '', body = '', tail = ''] = parts;
    if (parts.length !== 3) throw new Error(`${parts.length} parts instead of three`);
    const header = headerOf(base64url(head, 'header'));
    const payload = base64url(body, 'payload');
    const signature = base64url(tail, 'signature');
    const x5c = x5cOf(header.x5c);
    const reasons = faultsOf(header, x5c[0], Buffer.from(`${head}.${body}`, 'latin1'), signature);
    return { header, payload, signature, x5c, verified: reasons.length === 0, reasons };
  });
}

function headerOf(bytes: Uint8Array): Record<string, unknown> {
  const header: unknown = JSON.parse(utf8(bytes));
  if (typeof header !== 'object' || header === null || Array.isArray(header))
    throw new Error('header: not an object');
  return header as Record<string, unknown>;
}

/** RFC 7515, 4.1.6: ordinary Base64 with padding, not base64url. */
function x5cOf(value: unknown): Uint8Array[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length === 0) throw new Error('x5c: not a list of certificates');
  return value.map((item: unknown) => {
    const der = typeof item === 'string' ? Buffer.from(item, 'base64') : undefined;
    if (der === undefined || der.toString('base64') !== item) throw new Error('x5c: not Base64');
    return decodeCertificate(der).der;
  });
}

function faultsOf(
  header: Record<string, unknown>,
  leaf: Uint8Array | undefined,
  signed: Uint8Array,
  signature: Uint8Array,
): string[] {
  const faults: string[] = [];
  // RFC 7515, 4.1.11: an extension that is not understood makes the JWS invalid; we understand none.
  if (header.crit !== undefined) faults.push('crit names extensions that are not understood');
  const fault = signatureFaultOf(header.alg, leaf, signed, signature);
  return fault === undefined ? faults : [...faults, fault];
}

function signatureFaultOf(
  alg: unknown,
  leaf: Uint8Array | undefined,
  signed: Uint8Array,
  signature: Uint8Array,
): string | undefined {
  if (alg !== 'ES256' && alg !== 'RS256') return `alg ${String(alg)} is not accepted`;
  if (leaf === undefined) return 'no x5c to verify with';
  const key = decodeCertificate(leaf).publicKey;
  if (alg === 'ES256') {
    // RFC 7518, 3.4: P-256, r and s of 32 octets each.
    if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return 'ES256 needs a P-256 key';
    if (signature.length !== 64) return `an ES256 signature of ${signature.length} bytes`;
    const holds = verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signature);
    return holds ? undefined : 'the signature does not verify';
  }
  if (key.asymmetricKeyType !== 'rsa') return 'RS256 needs an RSA key';
  return (
    keyFault(key) ?? (verify('sha256', signed, key, signature) ? undefined : 'the signature does not verify')
  );
}
