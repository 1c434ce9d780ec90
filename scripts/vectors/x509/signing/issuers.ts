/** Signing certificates of another generation or another CA. */
import {
  authorityKeyIdentifier,
  directoryName,
  implicit,
  integer,
  issuerAltName,
  OID,
  octetString,
  seq,
} from '../../../../simulator/pki/index.ts';
import { authority, generation, NEWER } from '../../authorities.ts';
import { openCertificate, withCritical, withExtension, withoutExtension } from '../../parts.ts';
import { acceptable, invalid } from '../../vector.ts';
import type { X509 } from '../payload.ts';
import { issuer, older, re } from './base.ts';

export const issuers: readonly X509[] = [
  invalid(
    'key-identifier-of-the-generation-before',
    'Signed by the newer generation, the key identifier is that of the one before.',
    'Generation',
    'path',
    ['certificate/key-identifier-is-that-of-the-ca'],
    re((p) =>
      withExtension(
        p,
        authorityKeyIdentifier({
          keyId: older.keyId,
          certificate: { issuer: authority('sign').name, serial: issuer.serial },
        }),
      ),
    ),
  ),
  invalid(
    'key-identifier-of-the-other-ca',
    'The key identifier is that of the CA for authentication.',
    'Generation',
    'path',
    ['certificate/key-identifier-is-that-of-the-ca'],
    re((p) =>
      withExtension(
        p,
        authorityKeyIdentifier({
          keyId: generation('auth', NEWER).keyId,
          certificate: { issuer: authority('sign').name, serial: issuer.serial },
        }),
      ),
    ),
  ),
  invalid(
    'serial-number-of-the-generation-before',
    'The key identifier is right, the serial number beside it that of the generation before.',
    'Generation',
    'path',
    ['jpki/authority-key-identifier-names-the-root'],
    re((p) =>
      withExtension(
        p,
        authorityKeyIdentifier({
          keyId: issuer.keyId,
          certificate: { issuer: authority('sign').name, serial: older.serial },
        }),
      ),
    ),
  ),
  invalid(
    'authority-of-another-name',
    'The key identifier is right, the name beside it that of the other CA.',
    'Generation',
    'path',
    ['jpki/authority-key-identifier-names-the-root'],
    re((p) =>
      withExtension(
        p,
        authorityKeyIdentifier({
          keyId: issuer.keyId,
          certificate: { issuer: authority('auth').name, serial: issuer.serial },
        }),
      ),
    ),
  ),
  acceptable(
    'authority-by-name-and-number',
    'The authority key identifier holds name and number and no key identifier.',
    'Profile',
    ['certificate/names-the-key-of-its-issuer'],
    re((p) =>
      withExtension(p, {
        oid: OID.authorityKeyIdentifier,
        critical: false,
        value: seq(
          implicit(1, seq(directoryName(authority('sign').name))),
          implicit(2, integer(issuer.serial)),
        ),
      }),
    ),
  ),
  acceptable(
    'authority-by-key-identifier-alone',
    'The authority key identifier holds the key identifier alone.',
    'Profile',
    ['jpki/authority-key-identifier-has-three-parts'],
    re((p) => withExtension(p, authorityKeyIdentifier({ keyId: issuer.keyId }))),
  ),
  acceptable(
    'authority-key-identifier-critical',
    'The authority key identifier is critical.',
    'Critical',
    ['certificate/key-identifiers-are-not-critical'],
    re((p) => withCritical(p, OID.authorityKeyIdentifier, true)),
    'path',
  ),
  acceptable(
    'authority-key-identifier-missing',
    'No authority key identifier: name and signature alone tell the generation.',
    'Generation',
    ['jpki/extensions-are-those-of-the-profile'],
    re((p) => withoutExtension(p, OID.authorityKeyIdentifier)),
  ),
  acceptable(
    'own-key-identifier-of-another-key',
    'The subject key identifier is not the digest of the key.',
    'Profile',
    ['jpki/key-identifier-is-sha-1-of-the-key'],
    re((p) =>
      withExtension(p, { oid: OID.subjectKeyIdentifier, critical: false, value: octetString(issuer.keyId) }),
    ),
  ),
  acceptable(
    'own-key-identifier-missing',
    'No subject key identifier.',
    'Profile',
    ['jpki/extensions-are-those-of-the-profile'],
    re((p) => withoutExtension(p, OID.subjectKeyIdentifier)),
  ),
  acceptable(
    'issuer-alternative-name-of-the-other-ca',
    'The alternative name of the issuer is that of the CA for authentication.',
    'Profile',
    ['jpki/issuer-alternative-name-is-that-of-the-ca'],
    re((p) =>
      withExtension(p, {
        oid: OID.issuerAltName,
        critical: false,
        value: openCertificate(generation('auth', NEWER).certificate).extensions.find(
          (e) => e.oid === OID.subjectAltName,
        )!.value,
      }),
    ),
  ),
  acceptable(
    'issuer-alternative-name-empty',
    'The alternative name of the issuer is empty.',
    'Structure',
    ['certificate/alternative-names-are-there'],
    re((p) => withExtension(p, issuerAltName())),
  ),
  acceptable(
    'issuer-alternative-name-missing',
    'No alternative name of the issuer.',
    'Profile',
    ['jpki/extensions-are-those-of-the-profile'],
    re((p) => withoutExtension(p, OID.issuerAltName)),
  ),
];
