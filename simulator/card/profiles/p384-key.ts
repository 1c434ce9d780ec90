/** Keys of the card to come (assumed: P-384), from bytes of the world. */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { p384 } from '@noble/curves/nist.js';
import { RigError } from '../../errors.ts';

const SCALAR_LENGTH = 48;
const b64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/**
 * The private key of a scalar. FIPS 186-5: 0 < d < n; a draw outside it (one in 2^190) is refused.
 *
 * @throws RigError ERR_CARD_KEY
 */
export function p384PrivateKey(scalar: Uint8Array): KeyObject {
  if (scalar.length !== SCALAR_LENGTH || !p384.utils.isValidSecretKey(scalar))
    throw new RigError('ERR_CARD_KEY', 'not a private scalar of P-384');
  const point = p384.getPublicKey(scalar, false);
  const [x, y] = [point.subarray(1, 1 + SCALAR_LENGTH), point.subarray(1 + SCALAR_LENGTH)];
  return createPrivateKey({
    format: 'jwk',
    key: { kty: 'EC', crv: 'P-384', x: b64(x), y: b64(y), d: b64(scalar) },
  });
}
