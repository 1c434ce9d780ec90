/**
 * RSA keys drawn from a handed generator, so that the same seed always gives the same key.
 *
 * Source: FIPS 186-5, appendix A.1.3 (random probable primes), with the generator of the world in the place of the
 * approved random bit generator. Such keys are for simulation: whoever knows the seed knows the key.
 */
import type { KeyObject } from 'node:crypto';
import { checkPrimeSync, createPrivateKey } from 'node:crypto';

/** Gives `n` bytes; the same generator in the same state gives the same bytes. */
export type RandomBytes = (n: number) => Uint8Array;

const publicExponent = 65537n;
/** One odd 1024-bit number with two top bits set in about 355 is prime; 100 000 misses mean a broken generator. */
const candidatesMax = 100_000;

const toBigInt = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

const bytesOf = (value: bigint, length: number): Buffer =>
  Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex');

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [r0, r1, s0, s1] = [modulus, value % modulus, 0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1] = [r1, r0 - quotient * r1];
    [s0, s1] = [s1, s0 - quotient * s1];
  }
  return ((s0 % modulus) + modulus) % modulus;
}

function drawPrime(randomBytes: RandomBytes, bits: number, fits: (prime: bigint) => boolean): bigint {
  for (let tried = 0; tried < candidatesMax; tried++) {
    const candidate = Uint8Array.from(randomBytes(bits / 8));
    candidate[0] = candidate[0]! | 0xc0; // Two top bits: the product of two such primes has its full length.
    candidate[candidate.length - 1] = candidate[candidate.length - 1]! | 1;
    const value = toBigInt(candidate);
    if (gcd(value - 1n, publicExponent) === 1n && fits(value) && checkPrimeSync(candidate)) return value;
  }
  throw new RangeError(`no prime among ${candidatesMax} candidates: is the generator random?`);
}

/**
 * Draws an RSA private key with e = 65537. The same bytes from `randomBytes` give the same key.
 * `bits` is the size of the modulus, a multiple of 16 from 1024 on; anything else is a RangeError.
 */
export function drawRsaPrivateKey(randomBytes: RandomBytes, bits = 2048): KeyObject {
  if (!Number.isInteger(bits) || bits < 1024 || bits % 16 !== 0)
    throw new RangeError(`RSA modulus of ${bits} bits`);
  const half = bits / 2;
  const first = drawPrime(randomBytes, half, () => true);
  // FIPS 186-5, A.1.3 step 5.4: the primes differ within their first 100 bits.
  const apart = (prime: bigint) => (prime > first ? prime - first : first - prime) > 1n << BigInt(half - 100);
  const second = drawPrime(randomBytes, half, apart);
  const [p, q] = first > second ? [first, second] : [second, first];
  const d = inverse(publicExponent, ((p - 1n) * (q - 1n)) / gcd(p - 1n, q - 1n));
  const part = (value: bigint, length = half / 8) => bytesOf(value, length).toString('base64url');
  return createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'RSA',
      n: part(p * q, bits / 8),
      e: 'AQAB',
      d: part(d, bits / 8),
      p: part(p),
      q: part(q),
      dp: part(d % (p - 1n)),
      dq: part(d % (q - 1n)),
      qi: part(inverse(q, p)),
    },
  });
}
