/** Keys and signatures that are not as they should be. */
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { parseAsn1, sequence } from '../../conformance/decode/asn1.ts';
import { type Der, keyIdOf, type Signer, spkiOf } from '../../simulator/pki/index.ts';
import { drawRsaPrivateKey } from '../../simulator/world/rsa-key.ts';
import { type RsaLabel, rsaPrivateKey, world } from './authorities.ts';

/** RSA with PKCS #1 v1.5 and another hash. */
export const anotherHash = (label: RsaLabel, hash: 'sha1' | 'sha512'): Pick<Signer, 'sign'> => ({
  sign: (...parts) => Uint8Array.from(sign(hash, Buffer.concat(parts), rsaPrivateKey(label))),
});

/** One byte is another; a negative place counts from the end. */
export function changedByte(der: Der, at: number, by = 1): Der {
  const copy = Uint8Array.from(der);
  const place = at < 0 ? copy.length + at : at;
  copy[place] = copy[place]! ^ by;
  return copy;
}

/** A key of 1024 bits. */
export function shortRsaSpki(): Der {
  const chance = world.chance.fork('short key');
  return spkiOf(drawRsaPrivateKey((n) => chance.bytes(n), 1024));
}

/** The same modulus with another exponent: nobody can sign with it, and nobody needs to. */
export function spkiWithExponent(label: RsaLabel, exponent: number): Der {
  const jwk = createPublicKey(rsaPrivateKey(label)).export({ format: 'jwk' });
  const key = createPublicKey({
    format: 'jwk',
    key: { ...jwk, e: Buffer.from([exponent]).toString('base64url') },
  });
  return spkiOf(key);
}

/** The BIT STRING of a SubjectPublicKeyInfo. */
export const keyBitsOf = (spki: Der): Der => sequence(parseAsn1(spki), 'spki')[1]!.der;

export const keyIdOfSpki = (spki: Der): Uint8Array => keyIdOf(spki);

/** A key on a curve that Node knows by name. */
export function curveSpki(namedCurve: 'P-521' | 'secp224r1' | 'prime192v1', scalar: Uint8Array): Der {
  const sizes = { 'P-521': 66, secp224r1: 28, prime192v1: 24 } as const;
  const oids = {
    'P-521': '06052b81040023',
    secp224r1: '06052b81040021',
    prime192v1: '06082a8648ce3d030101',
  } as const;
  const d = Buffer.alloc(sizes[namedCurve]);
  Buffer.from(scalar).copy(d, d.length - scalar.length);
  const curve = Buffer.from(oids[namedCurve], 'hex');
  const key = Buffer.concat([Buffer.from([0x04, d.length]), d]);
  const content = Buffer.concat([
    Buffer.from('020101', 'hex'),
    key,
    Buffer.from([0xa0, curve.length]),
    curve,
  ]);
  const der = Buffer.concat([Buffer.from([0x30, content.length]), content]);
  return spkiOf(createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'sec1' })));
}

/** A point that nobody has the key of. */
export const ED25519_SPKI: Der = spkiOf(
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.alloc(32, 7).toString('base64url') },
    format: 'jwk',
  }),
);
