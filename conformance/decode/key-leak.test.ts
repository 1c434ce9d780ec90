import { createECDH, generateKeyPairSync } from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPrivateKey } from './key-leak.ts';
import { findScalar } from './scalar-search.ts';

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const publicKeySpki = pair.publicKey.export({ format: 'der', type: 'spki' });
const point = publicKeySpki.subarray(-65);
const scalar = Buffer.from(pair.privateKey.export({ format: 'jwk' }).d!, 'base64url');
const search = (message: Uint8Array | string) =>
  findPrivateKey({ messages: [{ where: 'here', bytes: Buffer.from(message as string) }], publicKeySpki });

const broken = (text: string, eol: string) => text.match(/.{1,20}/g)!.join(eol);
const FORMS: Record<string, (inner: Buffer) => string | Buffer> = {
  raw: (inner) => inner,
  hex: (inner) => inner.toString('hex'),
  'upper-case hex': (inner) => inner.toString('hex').toUpperCase(),
  'hex with colons': (inner) => inner.toString('hex').match(/../g)!.join(':'),
  base64: (inner) => inner.toString('base64'),
  base64url: (inner) => inner.toString('base64url'),
  'base64 over lines': (inner) => broken(inner.toString('base64'), '\r\n  '),
  'base64 in JSON': (inner) =>
    JSON.stringify({ pem: broken(inner.toString('base64'), '\n') }).replaceAll('/', '\\/'),
  'base64 in JSON in JSON': (inner) => JSON.stringify(JSON.stringify(broken(inner.toString('base64'), '\n'))),
  'base64 in a form': (inner) => encodeURIComponent(inner.toString('base64')),
  'base64 of hex': (inner) => Buffer.from(inner.toString('hex')).toString('base64'),
  'base64 of JSON with base64': (inner) =>
    Buffer.from(JSON.stringify({ d: inner.toString('base64') })).toString('base64'),
  'hex of base64url': (inner) => Buffer.from(inner.toString('base64url')).toString('hex'),
};

describe('a private key in a message', () => {
  test.each(Object.keys(FORMS))('is found as %s, whatever stands around it', (form) => {
    const around = fc.uint8Array({ maxLength: 40 });
    fc.assert(
      fc.property(around, around, around, (before, inside, after) => {
        const encoded = FORMS[form]!(Buffer.concat([inside, scalar, inside]));
        // A quote on each side, because bytes that happen to be digits would lengthen the run or break an escape.
        const message = Buffer.concat([
          before,
          Buffer.from('"'),
          Buffer.from(encoded as string),
          Buffer.from('"'),
          after,
        ]);
        const leaks = search(message);
        expect(leaks).not.toEqual([]);
        expect(
          leaks.every(({ offset }) => offset > before.length && offset < message.length - after.length),
        ).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  test('is found in PKCS#8 as PEM, and in a JWK', () => {
    expect(search(pair.privateKey.export({ format: 'pem', type: 'pkcs8' }))).toHaveLength(1);
    expect(search(JSON.stringify(pair.privateKey.export({ format: 'jwk' })))).toHaveLength(1);
  });

  test.each([1, 2, 3, 4, 5])('is found with %i characters of the alphabet before it', (count) => {
    const before = 'abcde'.slice(0, count);
    expect(search(`"${before}${scalar.toString('hex')}"`)).toMatchObject([
      { encoding: 'hex', offset: 1 + count },
    ]);
    expect(search(`"${before}${scalar.toString('base64')}"`)).toMatchObject([
      { encoding: 'base64', offset: 1 + count },
    ]);
  });

  test('place and encoding are told', () => {
    expect(search(`key=${scalar.toString('hex')}`)).toEqual([
      { where: 'here', encoding: 'hex', offset: 4, layers: ['hex'] },
    ]);
    const nested = Buffer.from(`{"d":"${scalar.toString('hex')}"}`).toString('base64');
    expect(search(`"${nested}"`)).toEqual([
      { where: 'here', encoding: 'base64', offset: 9, layers: ['base64', 'hex'] },
    ]);
  });

  test('is found in every message that has it', () => {
    const messages = ['one', 'two'].map((where) => ({ where, bytes: scalar }));
    expect(findPrivateKey({ messages, publicKeySpki }).map(({ where }) => where)).toEqual(['one', 'two']);
  });

  test('is not found where it is not, nor the key of somebody else', () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    expect(search(other.export({ format: 'pem', type: 'pkcs8' }))).toEqual([]);
    expect(search(publicKeySpki)).toEqual([]);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.base64String({ maxLength: 300 }), (bytes, text) => {
        expect(search(bytes)).toEqual([]);
        expect(search(text)).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  test('only a P-256 key can be asked for', () => {
    const rsa = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({
      format: 'der',
      type: 'spki',
    });
    expect(() => findPrivateKey({ messages: [], publicKeySpki: rsa })).toThrow('not a P-256 key');
  });
});

describe('the search in step', () => {
  /** Long enough to leave the one-by-one search. */
  const LENGTH = 4000;

  test('finds the key at any offset, block borders and both ends included', () => {
    const offsets = [0, 1, 63, 64, 65, 95, 96, 97, 127, 128, 1919, LENGTH - 33, LENGTH - 32];
    for (const offset of offsets) {
      const bytes = Buffer.alloc(LENGTH, 0x5a);
      scalar.copy(bytes, offset);
      expect(findScalar([bytes], point)).toEqual([{ source: 0, offset }]);
    }
  });

  test('random bytes, zeros and ones around it make no difference', () => {
    fc.assert(
      fc.property(
        fc.nat(LENGTH - 32),
        fc.uint8Array({ minLength: LENGTH, maxLength: LENGTH }),
        fc.constantFrom(undefined, 0, 0xff),
        (offset, noise, fill) => {
          const bytes = Buffer.from(fill === undefined ? noise : noise.fill(fill));
          scalar.copy(bytes, offset);
          expect(findScalar([bytes], point)).toEqual([{ source: 0, offset }]);
        },
      ),
      { numRuns: 12 },
    );
  });

  test('is found where what follows makes the sum vanish', () => {
    const n = p256.Point.Fn.ORDER;
    const tail = n - ((BigInt(`0x${scalar.toString('hex')}`) << 256n) % n);
    const bytes = Buffer.alloc(LENGTH, 0x5a);
    Buffer.concat([scalar, Buffer.from(tail.toString(16).padStart(64, '0'), 'hex')]).copy(bytes, LENGTH - 64);
    expect(findScalar([bytes], point)).toEqual([{ source: 0, offset: LENGTH - 64 }]);
  });

  test.each([
    1n,
    2n,
    3n,
    255n,
    256n,
    257n,
    2n ** 248n,
    0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550n,
  ])('finds the odd key %s, where points coincide or vanish', (value) => {
    const odd = Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
    const ecdh = createECDH('prime256v1');
    ecdh.setPrivateKey(odd);
    const bytes = Buffer.alloc(LENGTH);
    odd.copy(bytes, 1500);
    const found = findScalar([bytes], ecdh.getPublicKey()).map(({ offset }) => offset);
    expect(found).toContain(1500);
    for (const offset of found) expect(bytes.subarray(offset, offset + 32)).toEqual(odd);
  });
});
