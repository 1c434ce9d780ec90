/** The keys that this folder signs with: those drawn from a seed, those of the pool, and P-256 by RFC 6979. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawRsaPrivateKey } from '../world/rsa-key.ts';
import { testKey, testKeyCount } from '../world/test-keys.ts';
import * as pki from './index.ts';
import { openssl, opensslPath } from './test-openssl.ts';

/** A generator for tests: SHA-256 over seed and counter. */
function generator(seed: string): (n: number) => Uint8Array {
  let counter = 0;
  return (n) => {
    const blocks = Array.from({ length: Math.ceil(n / 32) }, () =>
      createHash('sha256').update(`${seed} ${counter++}`).digest(),
    );
    return Buffer.concat(blocks).subarray(0, n);
  };
}

const pemOf = (key: ReturnType<typeof testKey>) => key.export({ type: 'pkcs8', format: 'pem' }) as string;

describe('drawRsaPrivateKey', () => {
  test('gives the same key for the same seed and another for another', () => {
    expect(pemOf(drawRsaPrivateKey(generator('a')))).toBe(pemOf(drawRsaPrivateKey(generator('a'))));
    expect(pemOf(drawRsaPrivateKey(generator('b')))).not.toBe(pemOf(drawRsaPrivateKey(generator('a'))));
  });

  test('gives the size asked for, with e = 65537', () => {
    for (const modulusLength of [1024, 2048]) {
      const key = drawRsaPrivateKey(generator('size'), modulusLength);
      expect(key.asymmetricKeyDetails).toMatchObject({ modulusLength, publicExponent: 65537n });
    }
    expect(() => drawRsaPrivateKey(generator('a'), 1000)).toThrow(RangeError);
  });

  test('ends on a generator that is stuck', () => {
    expect(() => drawRsaPrivateKey((n) => new Uint8Array(n).fill(0xff), 1024)).toThrow(RangeError);
  });

  test.skipIf(opensslPath === undefined)('gives a key that OpenSSL finds sound', async () => {
    const files = { 'key.pem': pemOf(drawRsaPrivateKey(generator('openssl'))) };
    const run = await openssl(['rsa', '-check', '-noout', '-in', 'key.pem'], files);
    expect(run.text).toContain('RSA key ok');
  });
});

describe('the pool of test keys', () => {
  test('holds 64 different RSA-2048 keys, each made once', () => {
    const keys = Array.from({ length: testKeyCount }, (_, i) => testKey(i));
    expect(new Set(keys.map((key) => Buffer.from(pki.spkiOf(key)).toString('hex'))).size).toBe(64);
    expect(keys.every((key) => key.asymmetricKeyDetails?.modulusLength === 2048)).toBe(true);
    expect(testKey(5)).toBe(testKey(5));
    expect(() => testKey(64)).toThrow(RangeError);
  });
});

describe('p256Signer', () => {
  // RFC 6979, A.2.5: the key and the two messages with SHA-256.
  const scalar = Buffer.from('C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721', 'hex');
  test.each([
    [
      'sample',
      'EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716',
      'F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8',
    ],
    [
      'test',
      'F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367',
      '019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083',
    ],
  ])('signs "%s" as RFC 6979 does, with s as it comes', (message, r, s) => {
    const expected = pki.seq(pki.integer(Buffer.from(r, 'hex')), pki.integer(Buffer.from(s, 'hex')));
    const signature = pki.p256Signer(scalar).sign(Buffer.from(message));
    expect(Buffer.from(signature).toString('hex')).toBe(Buffer.from(expected).toString('hex'));
  });

  test('signs what node:crypto verifies', () => {
    const signer = pki.p256Signer(scalar);
    const key = createPublicKey({ key: Buffer.from(signer.spki), format: 'der', type: 'spki' });
    const holds = (message: Uint8Array) => verify('sha256', message, key, signer.sign(message));
    fc.assert(fc.property(fc.uint8Array(), holds), { numRuns: 50 });
  });
});
