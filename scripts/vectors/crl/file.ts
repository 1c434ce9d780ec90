/** The file of lists. */

import { crlPointName } from '../../../simulator/jlis/authority/names.ts';
import {
  authorityKeyIdentifier,
  type Der,
  directoryName,
  issuingDistributionPoint,
  keyUsage,
  name,
  OID,
  uri,
} from '../../../simulator/pki/index.ts';
import {
  accredited,
  authority,
  MUNICIPALITY,
  OTHER_MUNICIPALITY,
  USER_REVOKED,
  userCertificate,
} from '../authorities.ts';
import { base64, fileOf, testsOf, timeText } from '../file.ts';
import {
  closeCertificate,
  closeCrl,
  openCertificate,
  openCrl,
  withCritical,
  withExtension,
  withoutExtension,
} from '../parts.ts';
import { accreditedList, jpkiList, OTHERS } from '../status.ts';
import { acceptable, invalid, valid } from '../vector.ts';
import { AT, as, type Crl, certificate, issuer, MOVED, parts } from './base.ts';
import { believed, encodings, entries, issuers, scopes, structures, times } from './complete.ts';

const group = (
  kind: string,
  comment: string,
  tests: readonly Crl[],
  change: { issuer?: Der; certificate?: Der } = {},
) => ({
  type: 'CrlCheck',
  kind,
  comment,
  issuer: base64(change.issuer ?? issuer.certificate),
  certificate: base64(change.certificate ?? certificate),
  time: timeText(AT),
  tests: testsOf(tests),
});

const own = jpkiList(OTHERS, { municipality: MUNICIPALITY.code });
const ownParts = openCrl(own);
const elsewhere = OTHERS.map((one) => ({ ...one, municipality: OTHER_MUNICIPALITY.code }));
const foreign = jpkiList(elsewhere, { municipality: OTHER_MUNICIPALITY.code });
const reOwn = (change: (p: typeof ownParts) => typeof ownParts): Der =>
  closeCrl(change(ownParts), issuer.signer);
const pointOf = (municipality: typeof MUNICIPALITY) => [directoryName(crlPointName('sign', municipality))];

const partitioned: readonly Crl[] = [
  valid(
    'own-municipality',
    'The list of the municipality, and the certificate is not in it.',
    'Ordinary',
    as(own, 'good'),
  ),
  valid(
    'revoked-in-own-municipality',
    'The list of the municipality, and the certificate is in it.',
    'Revoked',
    as(jpkiList([...OTHERS, MOVED], { municipality: MUNICIPALITY.code }), 'revoked', 'affiliationChanged'),
  ),
  invalid(
    'another-municipality',
    'The list of another municipality, where the certificate would never be.',
    'Scope',
    'status',
    [],
    as(foreign),
  ),
  invalid(
    'limited-to-cas',
    'The list is for CAs only.',
    'Scope',
    'status',
    ['crl/list-of-a-municipality-names-it'],
    as(
      reOwn((p) =>
        withExtension(
          p,
          issuingDistributionPoint({ fullName: pointOf(MUNICIPALITY), onlyContainsCACerts: true }),
        ),
      ),
    ),
  ),
  invalid(
    'named-by-an-address',
    'The list is named by an address, which is not in the certificate.',
    'Scope',
    'status',
    ['crl/list-of-a-municipality-names-it'],
    as(
      reOwn((p) =>
        withExtension(
          p,
          issuingDistributionPoint({
            fullName: [uri('http://crl-sign.jlis.test/full.crl')],
            onlyContainsUserCerts: true,
          }),
        ),
      ),
    ),
  ),
  invalid(
    'for-users-and-for-cas',
    'The list is for users only and for CAs only.',
    'Scope',
    'status',
    ['crl/distribution-point-says-something'],
    as(
      reOwn((p) =>
        withExtension(
          p,
          issuingDistributionPoint({
            fullName: pointOf(MUNICIPALITY),
            onlyContainsUserCerts: true,
            onlyContainsCACerts: true,
          }),
        ),
      ),
    ),
  ),
  acceptable(
    'not-limited-to-users',
    'The list is not said to be for users only.',
    'Profile',
    ['crl/list-of-a-municipality-names-it'],
    as(
      reOwn((p) => withExtension(p, issuingDistributionPoint({ fullName: pointOf(MUNICIPALITY) }))),
      'good',
    ),
  ),
  acceptable(
    'limit-not-critical',
    'The issuing distribution point is not critical: who does not know it takes the list for complete.',
    'Critical',
    ['crl/distribution-point-is-critical'],
    as(
      reOwn((p) => withCritical(p, OID.issuingDistributionPoint, false)),
      'good',
    ),
  ),
  acceptable(
    'limit-missing',
    'The list of a municipality without saying so: it passes for complete.',
    'Scope',
    ['crl/list-of-a-municipality-names-it'],
    as(
      reOwn((p) => withoutExtension(p, OID.issuingDistributionPoint)),
      'good',
    ),
  ),
];

const arl = jpkiList(OTHERS, 'arl');
const arlParts = openCrl(arl);
const reArl = (change: (p: typeof arlParts) => typeof arlParts): Der =>
  closeCrl(change(arlParts), issuer.signer);
const caNames: readonly Crl[] = [
  valid('root-not-listed', 'The list of CA certificates, asked about the root.', 'Ordinary', as(arl, 'good')),
  acceptable(
    'cas-and-others',
    'The list of CA certificates is not limited to them.',
    'Profile',
    ['crl/list-of-cas-names-them'],
    as(
      reArl((p) =>
        withExtension(p, issuingDistributionPoint({ fullName: [directoryName(authority('sign').name)] })),
      ),
      'good',
    ),
  ),
  invalid(
    'another-name',
    'The list of CA certificates has another name.',
    'Scope',
    'status',
    ['crl/list-of-cas-names-them'],
    as(
      reArl((p) =>
        withExtension(
          p,
          issuingDistributionPoint({
            fullName: [directoryName(authority('auth').name)],
            onlyContainsCACerts: true,
          }),
        ),
      ),
    ),
  ),
];
const aboutUsers: readonly Crl[] = [
  invalid(
    'cas-only',
    'The list of CA certificates, asked about one of a person.',
    'Scope',
    'status',
    [],
    as(arl),
  ),
];

const rootParts = openCertificate(issuer.certificate);
const mayNotSign = closeCertificate(withExtension(rootParts, keyUsage('keyCertSign')), issuer.signer);
const unmarked = name([
  ['C', 'JP'],
  ['O', 'JPKI-MOCK'],
  ['OU', 'JPKI for digital signature'],
  ['OU', 'Japan Agency for Local Authority Information Systems'],
]);
const unmarkedRoot = closeCertificate({ ...rootParts, issuer: unmarked, subject: unmarked }, issuer.signer);
const unmarkedLeaf = closeCertificate(
  {
    ...openCertificate(certificate),
    issuer: unmarked,
    extensions: withExtension(openCertificate(certificate), authorityKeyIdentifier({ keyId: issuer.keyId }))
      .extensions,
  },
  issuer.signer,
);

export function lists(): Record<string, unknown> {
  const complete = [...believed, ...encodings, ...issuers, ...structures, ...times, ...entries, ...scopes];
  const header = [
    'Revocation lists: of each generation of a CA there is a complete list, one for each municipality, and one of CA certificates.',
    'A verifier seeks the status of the certificate of the group, at its time, and knows the certificate of its CA. A list that is refused says nothing.',
  ];
  return fileOf('crl.schema.json', header, [
    group('jpki-full', 'Complete lists.', complete),
    group('jpki-partitioned', 'Lists of a municipality.', partitioned),
    group('jpki-arl', 'Lists of CA certificates, asked about the root.', caNames, {
      certificate: issuer.certificate,
    }),
    group('jpki-arl', 'Lists of CA certificates, asked about a person.', aboutUsers),
    group(
      'jpki-full',
      'The CA may not sign lists.',
      [
        invalid(
          'ca-may-not-sign-lists',
          'Good, and the key usage of the CA has no cRLSign.',
          'KeyUsage',
          'path',
          ['crl/ca-may-sign-lists'],
          as(closeCrl(parts, issuer.signer)),
        ),
      ],
      { issuer: mayNotSign },
    ),
    group(
      'jpki-full',
      'A CA whose name does not say that it is a test.',
      [
        acceptable(
          'organisation-without-test',
          'Good, and the organisation does not say that it is a test.',
          'Profile',
          ['crl/organisation-says-that-it-is-a-test'],
          as(closeCrl({ ...parts, issuer: unmarked }, issuer.signer), 'good'),
        ),
      ],
      { issuer: unmarkedRoot, certificate: unmarkedLeaf },
    ),
    group(
      'fpos-full',
      'Lists of the accredited CA.',
      [
        valid('accredited', 'The certificate is not listed.', 'Ordinary', as(accreditedList([]), 'good')),
        valid(
          'accredited-revoked',
          'The holder asked for it.',
          'Revoked',
          as(accreditedList([USER_REVOKED]), 'revoked', 'cessationOfOperation'),
        ),
      ],
      { issuer: accredited.certificate, certificate: userCertificate },
    ),
  ]);
}
