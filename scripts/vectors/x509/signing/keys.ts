/** Signing certificates of keys that no card has. */
import { type Der, OID, octetString, oid, seq } from '../../../../simulator/pki/index.ts';
import { p256Key, rsaSpki } from '../../authorities.ts';
import { ED25519_SPKI, keyBitsOf, keyIdOfSpki, shortRsaSpki, spkiWithExponent } from '../../keys.ts';
import { withExtension } from '../../parts.ts';
import { acceptable, invalid } from '../../vector.ts';
import type { X509 } from '../payload.ts';
import { re } from './base.ts';

export const keys: readonly X509[] = [
  invalid(
    'rsa-1024',
    'A key of 1024 bits.',
    'KeyStrength',
    'path',
    ['certificate/rsa-key-is-long-enough'],
    fieldsOfKey(shortRsaSpki()),
  ),
  acceptable(
    'key-on-p-256',
    'A key on P-256, as no card of today has it.',
    'Profile',
    ['jpki/key-is-rsa-2048'],
    fieldsOfKey(p256Key('holder on p-256').spki),
  ),
  acceptable(
    'exponent-3',
    'The exponent of the key is 3.',
    'KeyStrength',
    ['certificate/rsa-exponent-is-65537'],
    fieldsOfKey(spkiWithExponent('holder sign', 3)),
  ),
  acceptable(
    'key-without-parameters',
    'The algorithm of the key has no parameters where NULL is due.',
    'Structure',
    ['certificate/rsa-key-has-null-parameters'],
    fieldsOfKey(withoutParameters(rsaSpki('holder sign'))),
  ),
  acceptable(
    'ed25519',
    'A key of a kind that the ordinance does not name.',
    'KeyStrength',
    ['certificate/key-is-of-a-known-kind', 'jpki/key-is-rsa-2048'],
    fieldsOfKey(ED25519_SPKI),
  ),
];

/** Another key, with its own identifier. */
function fieldsOfKey(spki: Der): { certificate: Der } {
  const keyIdentifier = {
    oid: OID.subjectKeyIdentifier,
    critical: false,
    value: octetString(keyIdOfSpki(spki)),
  };
  return re((p) => withExtension({ ...p, spki }, keyIdentifier));
}

function withoutParameters(spki: Der): Der {
  const key = keyBitsOf(spki);
  return seq(seq(oid(OID.rsaEncryption)), key);
}
