/**
 * Compact JWS (RFC 7515) by the device key, with its certificate in x5c. Made in two stages, because the key may be
 * anywhere: in software, in a secure element, in another process.
 */
import { createPublicKey, verify, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { DecodeError } from '../errors.ts';

const base64url = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64url');

/** The algorithm follows from the key and from nothing else (RFC 7518, 3.3 and 3.4), so that it cannot be negotiated. */
export const JWS_ALGORITHMS = {
  ES256: { hash: 'sha256', key: 'prime256v1' },
  ES384: { hash: 'sha384', key: 'secp384r1' },
  RS256: { hash: 'sha256', key: 'rsa' },
} as const;
export type JwsAlgorithm = keyof typeof JWS_ALGORITHMS;

/** The protected header of this profile: nothing optional. */
const header = z.strictObject({
  alg: z.enum(['ES256', 'ES384', 'RS256']),
  typ: z.literal('JWT'),
  x5c: z.array(z.string().min(4)).min(1).max(4),
});

export interface PreparedJws {
  /** ASCII bytes of `header.payload`: what the key signs. */
  readonly toBeSigned: Uint8Array;
  /** `signature` is r ‖ s, 64 bytes for ES256 and 96 for ES384; PKCS#1 v1.5 for RS256. */
  assemble(signature: Uint8Array): string;
}

/** `chain` is DER, the signer's certificate first; `alg` the one of its key. */
export function prepareJws(
  payload: unknown,
  chain: readonly Uint8Array[],
  alg: JwsAlgorithm = 'ES256',
): PreparedJws {
  const x5c = chain.map((der) => Buffer.from(der).toString('base64'));
  const input = `${base64url(JSON.stringify({ alg, typ: 'JWT', x5c }))}.${base64url(JSON.stringify(payload))}`;
  return { toBeSigned: Buffer.from(input), assemble: (signature) => `${input}.${base64url(signature)}` };
}

export interface ReadJws {
  /** Payload bytes, not yet checked against any schema. */
  readonly payload: Uint8Array;
  /** x5c, DER, the signer's certificate first. */
  readonly chain: readonly Uint8Array[];
  /** The signature verifies under the key of the first certificate. Says nothing about trust in it. */
  readonly verified: boolean;
}

const strictBase64url = (part: string): Buffer => {
  const bytes = Buffer.from(part, 'base64url');
  // RFC 7515 section 2: no padding, no other characters. Node's decoder would let both pass.
  if (bytes.toString('base64url') !== part) throw new DecodeError('ERR_JWS', 'jws', 'not strict base64url');
  return bytes;
};

/** Throws `DecodeError` (`ERR_JWS`) for anything that is not a compact JWS of this profile. */
export function readJws(compact: string): ReadJws {
  const parts = compact.split('.');
  if (parts.length !== 3)
    throw new DecodeError('ERR_JWS', 'jws', `three parts expected, ${parts.length} found`);
  const [head, body, signature] = parts as [string, string, string];
  let parsed: z.infer<typeof header>;
  try {
    parsed = header.parse(JSON.parse(strictBase64url(head).toString('utf8')));
  } catch (cause) {
    throw new DecodeError('ERR_JWS', 'jws header', 'not the header of this profile', -1, cause);
  }
  const chain = parsed.x5c.map((text) => new Uint8Array(Buffer.from(text, 'base64')));
  let verified = false;
  try {
    const { publicKey } = new X509Certificate(chain[0]!);
    const key = {
      key: createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })),
      dsaEncoding: 'ieee-p1363' as const,
    };
    const algorithm = JWS_ALGORITHMS[parsed.alg];
    verified =
      (publicKey.asymmetricKeyDetails?.namedCurve ?? publicKey.asymmetricKeyType) === algorithm.key &&
      verify(algorithm.hash, Buffer.from(`${head}.${body}`), key, strictBase64url(signature));
  } catch (cause) {
    if (cause instanceof DecodeError) throw cause;
    throw new DecodeError('ERR_JWS', 'jws x5c', 'not a certificate', -1, cause);
  }
  return { payload: strictBase64url(body), chain, verified };
}
