/** Signing certificates with subjects written otherwise. */
import {
  concat,
  type Der,
  name,
  OID,
  printableString,
  type Rdn,
  seq,
  setOf,
  utf8String,
} from '../../../../simulator/pki/index.ts';
import { MUNICIPALITY } from '../../authorities.ts';
import { acceptable } from '../../vector.ts';
import type { X509 } from '../payload.ts';
import { attribute, caRdns, fields, IDENTIFIER, rdns } from './base.ts';

export const subjects: readonly X509[] = [
  acceptable(
    'identifier-as-printable-string',
    'The common name is a PrintableString.',
    'Profile',
    ['jpki/names-are-utf8-except-the-country'],
    fields({ subject: subjectWith(printableString(IDENTIFIER)) }),
  ),
  acceptable(
    'identifier-as-teletex-string',
    'The common name is a TeletexString.',
    'Structure',
    ['certificate/names-are-printable-or-utf8'],
    fields({ subject: subjectWith(concat(Uint8Array.of(0x14, IDENTIFIER.length), Buffer.from(IDENTIFIER))) }),
  ),
  acceptable(
    'country-in-utf8',
    'The country is a UTF8String.',
    'Structure',
    ['certificate/country-is-two-letters'],
    fields({
      subject: seq(
        setOf(attribute(OID.countryName, utf8String('JP'))),
        ...subjectTail(utf8String(IDENTIFIER)),
      ),
    }),
  ),
  acceptable(
    'country-in-small-letters',
    'The country is "jp".',
    'Structure',
    ['certificate/country-is-two-letters'],
    fields({
      subject: seq(
        setOf(attribute(OID.countryName, printableString('jp'))),
        ...subjectTail(utf8String(IDENTIFIER)),
      ),
    }),
  ),
  acceptable(
    'identifier-of-65-characters',
    'The common name has 65 characters.',
    'Structure',
    ['certificate/names-keep-to-their-lengths'],
    fields({ subject: name(rdns('A'.repeat(65))) }),
  ),
  acceptable(
    'identifier-empty',
    'The common name is empty.',
    'Structure',
    ['certificate/names-keep-to-their-lengths'],
    fields({ subject: name(rdns('')) }),
  ),
  acceptable(
    'two-attributes-in-one-part',
    'Municipality and identifier stand in one RDN.',
    'Profile',
    ['jpki/names-hold-one-attribute-in-each-part'],
    fields({ subject: seq(...subjectTail(utf8String(IDENTIFIER), true)) }),
  ),
  acceptable(
    'no-municipality',
    'The subject has no municipality.',
    'Profile',
    ['jpki/subject-has-the-parts-of-its-kind'],
    fields({
      subject: name([
        ['C', 'JP'],
        ['CN', IDENTIFIER],
      ]),
    }),
  ),
  acceptable(
    'person-named-in-the-subject',
    'The common name is the name of the person instead of an identifier.',
    'Profile',
    ['jpki/identifier-has-its-form'],
    fields({ subject: name(rdns('見本　花子')) }),
  ),
  acceptable(
    'identifier-of-authentication',
    'The identifier ends as those of authentication certificates do.',
    'WrongKind',
    ['jpki/identifier-has-its-form'],
    fields({ subject: name(rdns(IDENTIFIER.replace(/S$/, 'A'))) }),
  ),
  acceptable(
    'organisation-of-a-real-authority',
    'The CA bears no TEST in its name.',
    'Profile',
    [
      'certificate/issuer-bears-the-name-of-the-ca',
      'jpki/organisation-says-that-it-is-a-test',
      'jpki/list-of-a-municipality-has-its-parts',
    ],
    fields({
      issuer: name(
        caRdns('JPKI for digital signature').map(
          ([type, value]): Rdn => (type === 'O' ? ['O', 'JPKI-MOCK'] : [type, value]),
        ),
      ),
    }),
    'path',
  ),
];

function subjectTail(identifier: Der, together = false): readonly Der[] {
  const [prefecture, city] = [MUNICIPALITY.prefecture, MUNICIPALITY.city].map((place) =>
    attribute(OID.localityName, utf8String(place)),
  );
  const own = attribute(OID.commonName, identifier);
  // In a SET OF the shorter encoding may come first; the common name's does.
  return together
    ? [setOf(attribute(OID.countryName, printableString('JP'))), setOf(prefecture!), setOf(city!, own)]
    : [setOf(prefecture!), setOf(city!), setOf(own)];
}

function subjectWith(identifier: Der): Der {
  return seq(setOf(attribute(OID.countryName, printableString('JP'))), ...subjectTail(identifier));
}
