/** Signing certificates with a field that the standard forbids. */
import {
  bitString,
  explicit,
  implicit,
  integer,
  name,
  nul,
  OID,
  oid,
  printableString,
  seq,
  setOf,
  utf8String,
} from '../../../../simulator/pki/index.ts';
import { authority, rsaKey } from '../../authorities.ts';
import { anotherHash, changedByte } from '../../keys.ts';
import { type CertificateParts, closeCertificate, withExtension } from '../../parts.ts';
import { acceptable, invalid } from '../../vector.ts';
import { as, type X509 } from '../payload.ts';
import { attribute, caRdns, fields, good, older, parts, re, reorder, serialOf } from './base.ts';

export const structures: readonly X509[] = [
  invalid(
    'version-1',
    'No version field, so version 1, with extensions.',
    'Structure',
    'path',
    ['certificate/version-is-3'],
    fields({ version: undefined }),
  ),
  invalid(
    'version-2',
    'Version 2, with extensions.',
    'Structure',
    'path',
    ['certificate/version-is-3'],
    fields({ version: explicit(0, integer(1)) }),
  ),
  invalid(
    'version-4',
    'A version that does not exist.',
    'Structure',
    'path',
    ['certificate/version-is-3'],
    fields({ version: explicit(0, integer(3)) }),
  ),
  invalid(
    'serial-number-zero',
    'The serial number is 0.',
    'Structure',
    'path',
    ['certificate/serial-number-is-positive'],
    fields(serialOf(0n)),
  ),
  invalid(
    'serial-number-negative',
    'The serial number is negative.',
    'Structure',
    'path',
    ['certificate/serial-number-is-positive'],
    fields(serialOf(-0x08a1b2c3n)),
  ),
  invalid(
    'serial-number-of-21-octets',
    'The serial number has 21 octets.',
    'Structure',
    'path',
    ['certificate/serial-number-is-positive'],
    fields(serialOf((1n << 160n) + 5n)),
  ),
  acceptable(
    'serial-number-of-16-octets',
    'The serial number is a large random one, lawful, and not of a counter.',
    'Profile',
    ['jpki/serial-number-is-that-of-a-counter'],
    fields(serialOf(0x5f3a9c0d11e24b7796c85a30be12d4f7n)),
  ),
  invalid(
    'algorithms-differ',
    'The field inside names another algorithm than the one beside the signature.',
    'Signature',
    'path',
    ['certificate/algorithm-stands-twice-alike'],
    fields({ algorithm: seq(oid(OID.sha384WithRSA), nul()) }),
  ),
  invalid(
    'parameters-missing',
    'The algorithm has no parameters where NULL is due.',
    'Signature',
    'path',
    ['certificate/algorithm-is-strong'],
    fields({ algorithm: seq(oid(OID.sha256WithRSA)), outerAlgorithm: seq(oid(OID.sha256WithRSA)) }),
  ),
  invalid(
    'sha-1',
    'Signed by the CA, with SHA-1.',
    'Signature',
    'path',
    ['certificate/algorithm-is-strong'],
    as(
      closeCertificate(
        { ...parts, ...sameAlgorithm('1.2.840.113549.1.1.5') },
        anotherHash('jlis sign ca 3', 'sha1'),
      ),
    ),
  ),
  acceptable(
    'sha-512',
    'Signed by the CA, with SHA-512: strong, and not as this CA does it.',
    'Profile',
    ['jpki/is-signed-with-sha-256-and-rsa'],
    as(
      closeCertificate(
        { ...parts, ...sameAlgorithm(OID.sha512WithRSA) },
        anotherHash('jlis sign ca 3', 'sha512'),
      ),
    ),
  ),
  invalid(
    'signature-altered',
    'One bit of the signature is another.',
    'Signature',
    'path',
    ['certificate/signature-is-of-the-ca'],
    as(changedByte(good, -5)),
  ),
  invalid(
    'signed-by-a-stranger',
    'All is as it should be, and the signature is that of another key.',
    'Signature',
    'path',
    ['certificate/signature-is-of-the-ca'],
    as(closeCertificate(parts, rsaKey('attacker'))),
  ),
  invalid(
    'signed-by-the-other-ca',
    'Signed by the CA for authentication.',
    'Signature',
    'path',
    ['certificate/signature-is-of-the-ca'],
    as(closeCertificate(parts, rsaKey('jlis auth ca 3'))),
  ),
  invalid(
    'signed-by-its-own-key',
    'Signed by the key that it certifies.',
    'Signature',
    'path',
    ['certificate/signature-is-of-the-ca'],
    as(closeCertificate(parts, rsaKey('holder sign'))),
  ),
  invalid(
    'signed-by-the-generation-before',
    'Names the newer generation and is signed by the one before.',
    'Generation',
    'path',
    ['certificate/signature-is-of-the-ca'],
    as(closeCertificate(parts, older.signer)),
  ),
  invalid(
    'content-altered',
    'One character of the address is another than the one signed.',
    'Signature',
    'path',
    ['certificate/signature-is-of-the-ca'],
    as(changedByte(good, good.indexOf(0xbc, 600), 1)),
  ),
  invalid(
    'issuer-without-a-name',
    'The issuer is an empty name.',
    'Structure',
    'path',
    ['certificate/issuer-is-named'],
    fields({ issuer: seq() }),
  ),
  invalid(
    'issuer-with-another-unit',
    'One unit in the name of the issuer is another.',
    'Structure',
    'path',
    ['certificate/issuer-bears-the-name-of-the-ca'],
    fields({ issuer: name([...caRdns('JPKI for digital signature').slice(0, 3), ['OU', 'Another Agency']]) }),
  ),
  invalid(
    'issuer-is-the-other-ca',
    'The issuer is the CA for authentication, signed by the one for signing.',
    'WrongKind',
    'path',
    [
      'certificate/issuer-bears-the-name-of-the-ca',
      'jpki/issuer-is-the-authority-of-the-kind',
      'jpki/list-of-a-municipality-has-its-parts',
    ],
    fields({ issuer: authority('auth').name }),
  ),
  acceptable(
    'issuer-in-other-case',
    'The name of the issuer in small letters: RFC 5280, 7.1 calls it the same name, a comparison of bytes does not.',
    'Unsettled',
    ['certificate/issuer-bears-the-name-of-the-ca'],
    fields({
      issuer: name([
        ...caRdns('JPKI for digital signature').slice(0, 3),
        ['OU', 'japan agency for local authority information systems'],
      ]),
    }),
    'path',
  ),
  acceptable(
    'issuer-in-another-string-type',
    'The same name of the issuer, one unit as PrintableString.',
    'Unsettled',
    ['certificate/issuer-bears-the-name-of-the-ca', 'jpki/names-are-utf8-except-the-country'],
    fields({
      issuer: seq(
        ...caRdns('JPKI for digital signature').map(([type, value], i) =>
          setOf(
            attribute(
              type === 'C'
                ? OID.countryName
                : type === 'O'
                  ? OID.organizationName
                  : OID.organizationalUnitName,
              type === 'C' || i === 3 ? printableString(value) : utf8String(value),
            ),
          ),
        ),
      ),
    }),
    'path',
  ),
  acceptable(
    'subject-without-a-name',
    'The subject is an empty name.',
    'Profile',
    ['certificate/subject-is-named'],
    fields({ subject: seq() }),
  ),
  acceptable(
    'subject-unique-identifier',
    'The subject has a unique identifier, as in 1993.',
    'Profile',
    ['certificate/has-no-unique-identifiers'],
    fields({ uniqueIds: [implicit(2, bitString(Uint8Array.of(1, 2, 3)))] }),
  ),
  invalid(
    'extension-twice',
    'The key usage occurs twice.',
    'Structure',
    'path',
    ['certificate/has-each-extension-once'],
    re((p) => ({ ...p, extensions: [...p.extensions, p.extensions[0]!] })),
  ),
  invalid(
    'unknown-critical-extension',
    'A critical extension that nobody knows.',
    'Critical',
    'path',
    ['certificate/critical-extensions-are-known'],
    re((p) => withExtension(p, { oid: '1.3.6.1.4.1.32473.2024.99', critical: true, value: nul() })),
  ),
  acceptable(
    'unknown-extension',
    'An extension that nobody knows, not critical.',
    'Profile',
    ['jpki/extensions-are-those-of-the-profile'],
    re((p) => withExtension(p, { oid: '1.3.6.1.4.1.32473.2024.99', critical: false, value: nul() })),
  ),
  acceptable(
    'extensions-in-another-order',
    'The third and fourth extension have changed places.',
    'Unsettled',
    ['jpki/extensions-stand-in-their-order'],
    re((p) => reorder(p, [0, 1, 3, 2, 4, 5, 6])),
  ),
];

function sameAlgorithm(id: string): Pick<CertificateParts, 'algorithm' | 'outerAlgorithm'> {
  const algorithm = seq(oid(id), nul());
  return { algorithm, outerAlgorithm: algorithm };
}
