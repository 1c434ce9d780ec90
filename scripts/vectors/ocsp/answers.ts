/** OCSP answers of J-LIS. */
import {
  buildOcspError,
  certId,
  concat,
  type Der,
  enumerated,
  explicit,
  implicit,
  integer,
  keyIdOf,
  nul,
  OID,
  octetString,
  oid,
  seq,
  utcTime,
} from '../../../simulator/pki/index.ts';
import { authority, generation, NEWER, OLDER, responderOf, rsaKey, signCert } from '../authorities.ts';
import { anotherHash, changedByte } from '../keys.ts';
import { closeOcsp, extensionDer, partsOfCertId } from '../ocsp-parts.ts';
import { closeCertificate, openCertificate, withoutExtension } from '../parts.ts';
import { acceptable, damagedEnds, invalid, valid } from '../vector.ts';
import {
  answer,
  as,
  at,
  fields,
  good,
  issuer,
  MOVED,
  nonce,
  nonceOf,
  type Ocsp,
  parts,
  re,
  responder,
  revoked,
  revokedParts,
  SERIAL,
  single,
} from './base.ts';

const REASONS = [
  'keyCompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
] as const;
const kebab = (text: string): string => text.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const revokedAt = (when: string, code?: number): Der =>
  implicit(1, seq(at(when), ...(code === undefined ? [] : [explicit(0, enumerated(code))])));
const singleOf = (change: Parameters<typeof single>[0]) => ({ ...parts.singles[0]!, ...change });

export const believed: readonly Ocsp[] = [
  valid('good', 'Good.', 'Ordinary', as(good, 'good')),
  ...REASONS.map((reason) =>
    valid(
      kebab(reason),
      `Revoked: ${reason}.`,
      'Revoked',
      as(answer([{ ...MOVED, reason }]), 'revoked', reason),
    ),
  ),
  valid(
    'revoked-without-a-reason',
    'Revoked, no reason given.',
    'Revoked',
    as(answer([{ serial: SERIAL, at: MOVED.at }]), 'revoked', 'unspecified'),
  ),
  valid(
    'unknown',
    'The responder knows no such certificate: an answer, and no good one.',
    'CertId',
    as(single({ status: implicit(2, nul()) }), 'unknown'),
  ),
  valid(
    'with-archive-cutoff',
    'Tells how far back it answers about certificates that ended.',
    'EdgeOfLaw',
    as(
      single({
        extensions: [{ oid: OID.ocspArchiveCutoff, critical: false, value: at('2016-04-01T00:00:00Z') }],
      }),
      'good',
    ),
  ),
  valid(
    'another-answered-first',
    'Another certificate is answered before.',
    'EdgeOfLaw',
    as(
      fields({
        singles: [
          singleOf({
            certId: certId(issuer.certificate, SERIAL + 1n, 'sha256').der,
            status: revokedAt('2026-03-30T15:00:00Z', 3),
          }),
          parts.singles[0]!,
        ],
      }),
      'good',
    ),
  ),
  acceptable(
    'by-the-ca-itself',
    'Signed by the CA itself, by its name.',
    'EdgeOfLaw',
    ['ocsp/responder-is-named-by-its-key'],
    as(
      closeOcsp({ ...parts, responder: explicit(1, authority('sign').name), certs: [] }, issuer.signer),
      'good',
    ),
    'profile',
  ),
];

export const encodings: readonly Ocsp[] = [
  ...damagedEnds('answer', good, as),
  invalid(
    'length-not-minimal',
    'The outermost length has an octet too many.',
    'Encoding',
    'encoding',
    ['ocsp/is-der'],
    as(concat(Uint8Array.of(0x30, 0x83, 0), good.subarray(2))),
  ),
  acceptable(
    'default-version-written',
    'The version, which is the default, is written out.',
    'Structure',
    ['ocsp/default-version-is-not-written'],
    as(fields({ version: explicit(0, integer(0)) }), 'good'),
  ),
  acceptable(
    'utctimes',
    'The times are UTCTime.',
    'Structure',
    ['ocsp/times-are-generalized'],
    as(fields({ producedAt: utcTime(new Date('2026-04-01T06:06:40Z')) })),
    'encoding',
  ),
  invalid(
    'another-response-type',
    'The response is of a type that nobody knows.',
    'Structure',
    'encoding',
    ['ocsp/response-is-basic'],
    as(fields({ responseType: '1.3.6.1.5.5.7.48.1.99' })),
  ),
];

export const refusals: readonly Ocsp[] = [
  invalid(
    'malformed-request',
    'The responder calls the request malformed.',
    'NoAnswer',
    'status',
    [],
    as(buildOcspError('malformedRequest')),
  ),
  invalid(
    'internal-error',
    'The responder is broken.',
    'NoAnswer',
    'status',
    [],
    as(buildOcspError('internalError')),
  ),
  invalid('try-later', 'The responder is busy.', 'NoAnswer', 'status', [], as(buildOcspError('tryLater'))),
  invalid(
    'signature-required',
    'The responder wants signed requests.',
    'NoAnswer',
    'status',
    [],
    as(buildOcspError('sigRequired')),
  ),
  invalid(
    'unauthorized',
    'The responder does not answer this caller.',
    'NoAnswer',
    'status',
    [],
    as(buildOcspError('unauthorized')),
  ),
  invalid(
    'status-4',
    'A response status that does not exist.',
    'NoAnswer',
    'status',
    ['ocsp/status-exists'],
    as(seq(enumerated(4))),
  ),
  invalid(
    'success-without-a-response',
    'Successful, and nothing behind it.',
    'NoAnswer',
    'encoding',
    ['ocsp/bytes-go-with-success'],
    as(seq(enumerated(0))),
  ),
  invalid(
    'try-later-with-a-response',
    'The responder is busy, and a good answer stands behind it.',
    'NoAnswer',
    'status',
    ['ocsp/bytes-go-with-success'],
    as(fields({ responseStatus: 3 })),
  ),
];

const older = responderOf(OLDER);
const holder = signCert();
const responderParts = openCertificate(responder.certificate);
/** The responder's certificate with one change, signed by the CA. */
const certified = (change: (p: typeof responderParts) => typeof responderParts): Der =>
  fields({ certs: [closeCertificate(change(responderParts), issuer.signer)] });
const byKey = (spki: Der): Der => explicit(2, octetString(keyIdOf(spki)));
const attacker = rsaKey('attacker');
const attackerResponder = closeCertificate({ ...responderParts, spki: attacker.spki }, attacker);

export const responders: readonly Ocsp[] = [
  invalid(
    'signature-altered',
    'One bit of the signature is another.',
    'Signature',
    'path',
    ['ocsp/signature-is-of-the-responder'],
    as(fields({}).map((octet, i, all) => (i === signatureAt(all) ? octet ^ 1 : octet))),
  ),
  invalid(
    'status-altered',
    'Revoked was made good after signing.',
    'Signature',
    'path',
    ['ocsp/signature-is-of-the-responder'],
    as(closeOcsp(parts, { sign: () => signatureOf(revoked) })),
  ),
  invalid(
    'signed-by-a-stranger',
    'Signed by another key than that of the certificate that comes along.',
    'Responder',
    'path',
    ['ocsp/signature-is-of-the-responder'],
    as(closeOcsp(parts, attacker)),
  ),
  invalid(
    'strange-responder',
    'The responder looks like the real one, and its certificate is signed by itself.',
    'Responder',
    'path',
    ['ocsp/responder-is-of-the-ca'],
    as(closeOcsp({ ...parts, responder: byKey(attacker.spki), certs: [attackerResponder] }, attacker)),
  ),
  invalid(
    'holder-as-responder',
    'Signed by the key of a signing certificate of the same CA.',
    'Responder',
    'path',
    ['ocsp/responder-may-sign-answers'],
    as(
      closeOcsp(
        { ...parts, responder: byKey(rsaKey('holder sign').spki), certs: [holder] },
        rsaKey('holder sign'),
      ),
    ),
  ),
  invalid(
    'responder-of-the-generation-before',
    'Signed by the responder of the generation before.',
    'Generation',
    'path',
    ['ocsp/responder-is-of-the-ca'],
    as(
      closeOcsp({ ...parts, responder: byKey(older.signer.spki), certs: [older.certificate] }, older.signer),
    ),
  ),
  invalid(
    'responder-not-for-ocsp',
    'The certificate of the responder has no extended key usage.',
    'Responder',
    'path',
    ['ocsp/responder-may-sign-answers'],
    as(certified((p) => withoutExtension(p, OID.extKeyUsage))),
  ),
  invalid(
    'responder-ended',
    'The certificate of the responder has ended.',
    'Responder',
    'path',
    ['ocsp/responder-is-valid-when-it-answers'],
    as(
      certified((p) => ({
        ...p,
        notBefore: utcTime(new Date('2025-03-01T00:00:00Z')),
        notAfter: utcTime(new Date('2026-03-01T00:00:00Z')),
      })),
    ),
  ),
  invalid(
    'responder-not-at-hand',
    'The certificate of the responder does not come along.',
    'Responder',
    'path',
    ['ocsp/responder-is-at-hand'],
    as(fields({ certs: [] })),
  ),
  invalid(
    'responder-id-of-another',
    'The responder id is the digest of another key.',
    'Responder',
    'path',
    ['ocsp/responder-is-at-hand'],
    as(fields({ responder: byKey(attacker.spki) })),
  ),
  acceptable(
    'responder-by-name',
    'The responder is named by its name.',
    'Profile',
    ['ocsp/responder-is-named-by-its-key'],
    as(fields({ responder: explicit(1, responderParts.subject) }), 'good'),
  ),
  acceptable(
    'responder-without-nocheck',
    'The certificate of the responder has no id-pkix-ocsp-nocheck.',
    'Responder',
    [],
    as(
      certified((p) => withoutExtension(p, OID.ocspNoCheck)),
      'good',
    ),
    'path',
  ),
  invalid(
    'sha-1',
    'Signed with SHA-1.',
    'Signature',
    'path',
    ['ocsp/algorithm-is-strong'],
    as(
      closeOcsp(
        { ...parts, algorithm: seq(oid('1.2.840.113549.1.1.5'), nul()) },
        anotherHash('jlis sign ocsp 3', 'sha1'),
      ),
    ),
  ),
];

/** Where the signature ends: the last octet before the certificates. */
function signatureAt(all: Uint8Array): number {
  const signature = signatureOf(all);
  return Buffer.from(all).indexOf(signature) + signature.length - 1;
}

/** The signature of an answer: 256 octets behind the mark of a BIT STRING. */
function signatureOf(response: Der): Uint8Array {
  const mark = Buffer.from('0382010100', 'hex');
  const begin = Buffer.from(response).indexOf(mark) + mark.length;
  return response.slice(begin, begin + 256);
}

const another = (serial: bigint, ca = issuer.certificate): Der => certId(ca, serial, 'sha256').der;
const olderCa = generation('sign', OLDER).certificate;

export const certIds: readonly Ocsp[] = [
  invalid(
    'another-serial-number',
    'Good, and about another certificate.',
    'CertId',
    'status',
    [],
    as(single({ certId: another(SERIAL + 1n) })),
  ),
  invalid(
    'generation-before',
    'Good, and about the same number of the generation before.',
    'CertId',
    'status',
    ['ocsp/known-status-is-of-the-ca'],
    as(single({ certId: another(SERIAL, olderCa) })),
  ),
  invalid(
    'other-ca',
    'Good, and about the same number of the CA for authentication.',
    'CertId',
    'status',
    ['ocsp/known-status-is-of-the-ca'],
    as(single({ certId: another(SERIAL, generation('auth', NEWER).certificate) })),
  ),
  invalid(
    'issuer-name-of-another',
    'The digest of the name is that of another CA, the digest of the key is right.',
    'CertId',
    'status',
    ['ocsp/known-status-is-of-the-ca'],
    as(single({ certId: mixed() })),
  ),
  acceptable(
    'sha-1-identifier',
    'The certificate is named by SHA-1 digests, though it was asked about by SHA-256.',
    'Unsettled',
    [],
    as(single({ certId: certId(issuer.certificate, SERIAL, 'sha1').der })),
    'status',
  ),
  invalid(
    'nothing-answered',
    'No certificate is answered about.',
    'CertId',
    'status',
    ['ocsp/answers-about-something'],
    as(fields({ singles: [] })),
  ),
  invalid(
    'contradicts-itself',
    'The certificate is answered about twice: good and revoked.',
    'CertId',
    'status',
    ['ocsp/contradicts-itself-nowhere'],
    as(fields({ singles: [parts.singles[0]!, revokedParts.singles[0]!] })),
  ),
];

function mixed(): Der {
  const [algorithm, , keyHash, serial] = partsOfCertId(parts.singles[0]!.certId);
  const [, nameHash] = partsOfCertId(another(SERIAL, generation('auth', NEWER).certificate));
  return seq(algorithm!, nameHash!, keyHash!, serial!);
}

export const nonces: readonly Ocsp[] = [
  invalid('no-nonce', 'The nonce is missing.', 'Nonce', 'status', [], as(fields({ extensions: [] }))),
  invalid(
    'another-nonce',
    'The nonce is that of an older question.',
    'Nonce',
    'status',
    [],
    as(fields({ extensions: [nonceOf(changedByte(nonce, 0))] })),
  ),
  invalid(
    'nonce-cut',
    'The last byte of the nonce is missing.',
    'Nonce',
    'status',
    [],
    as(fields({ extensions: [nonceOf(nonce.slice(0, -1))] })),
  ),
  invalid(
    'nonce-empty',
    'The nonce is empty.',
    'Nonce',
    'status',
    ['ocsp/nonce-has-a-lawful-length'],
    as(fields({ extensions: [nonceOf(new Uint8Array(0))] })),
  ),
  invalid(
    'nonce-twice',
    'Two nonces, the second is right.',
    'Nonce',
    'status',
    ['ocsp/has-each-extension-once'],
    as(fields({ extensions: [nonceOf(changedByte(nonce, 0)), nonceOf(nonce)] })),
  ),
  acceptable(
    'nonce-critical',
    'The nonce is critical.',
    'Critical',
    ['ocsp/no-extension-is-critical'],
    as(
      fields({
        extensions: [extensionDer({ oid: OID.ocspNonce, critical: true, value: octetString(nonce) })],
      }),
      'good',
    ),
    'path',
  ),
  invalid(
    'unknown-critical-extension',
    'A critical extension that nobody knows.',
    'Critical',
    'path',
    ['ocsp/no-extension-is-critical'],
    as(
      fields({
        extensions: [
          ...parts.extensions,
          extensionDer({ oid: '1.3.6.1.4.1.32473.2024.97', critical: true, value: nul() }),
        ],
      }),
    ),
  ),
  invalid(
    'unknown-critical-extension-of-a-single',
    'The single response has a critical extension that nobody knows.',
    'Critical',
    'path',
    ['ocsp/no-extension-is-critical'],
    as(single({ extensions: [{ oid: '1.3.6.1.4.1.32473.2024.96', critical: true, value: nul() }] })),
  ),
];

export const times: readonly Ocsp[] = [
  invalid(
    'stale',
    'The next update was due before.',
    'Stale',
    'status',
    [],
    as(
      re((p) => ({
        ...p,
        producedAt: at('2026-04-01T05:20:00Z'),
        singles: [
          singleOf({ thisUpdate: at('2026-04-01T05:15:00Z'), nextUpdate: at('2026-04-01T05:30:00Z') }),
        ],
      })),
    ),
  ),
  invalid(
    'this-update-ahead',
    'This update lies ten minutes ahead.',
    'Stale',
    'status',
    [],
    as(
      re((p) => ({
        ...p,
        producedAt: at('2026-04-01T06:16:40Z'),
        singles: [
          singleOf({ thisUpdate: at('2026-04-01T06:16:40Z'), nextUpdate: at('2026-04-01T06:31:40Z') }),
        ],
      })),
    ),
  ),
  invalid(
    'next-update-before-this-one',
    'The next update lies before this one.',
    'Stale',
    'status',
    ['ocsp/next-update-is-later'],
    as(single({ nextUpdate: at('2026-04-01T05:59:59Z') })),
  ),
  invalid(
    'made-after-its-end',
    'Made when the next update was already due.',
    'Stale',
    'status',
    ['ocsp/made-while-it-counts'],
    as(single({ thisUpdate: at('2026-04-01T05:45:00Z'), nextUpdate: at('2026-04-01T06:00:00Z') })),
  ),
  acceptable(
    'no-next-update',
    'It does not tell until when it counts; made of this quarter of an hour.',
    'Stale',
    ['ocsp/tells-its-next-update'],
    as(single({ nextUpdate: undefined }), 'good'),
    'status',
  ),
  invalid(
    'no-next-update-and-old',
    'It does not tell until when it counts, and is five hours old.',
    'Stale',
    'status',
    ['ocsp/tells-its-next-update'],
    as(
      re((p) => ({
        ...p,
        producedAt: at('2026-04-01T01:00:00Z'),
        singles: [singleOf({ thisUpdate: at('2026-04-01T01:00:00Z'), nextUpdate: undefined })],
      })),
    ),
  ),
  acceptable(
    'counts-for-a-day',
    'It counts for a day, the data for a quarter of an hour.',
    'Unsettled',
    ['ocsp/counts-for-a-quarter-of-an-hour'],
    as(single({ nextUpdate: at('2026-04-02T00:00:00Z') }), 'good'),
  ),
  acceptable(
    'made-before-it-was-known',
    'Made before the time of which it tells.',
    'Stale',
    ['ocsp/made-when-the-status-was-known'],
    as(fields({ producedAt: at('2026-04-01T05:59:59Z') }), 'good'),
  ),
  acceptable(
    'revoked-in-the-future',
    'Revoked a day ahead.',
    'Stale',
    ['ocsp/revocation-is-past'],
    as(single({ status: revokedAt('2026-04-02T00:00:00Z', 3) }), 'revoked', 'affiliationChanged'),
  ),
  acceptable(
    'reason-7',
    'Revoked for reason 7, which is not in use.',
    'ListEntries',
    ['ocsp/reasons-exist'],
    as(single({ status: revokedAt('2026-03-30T15:00:00Z', 7) })),
    'status',
  ),
  invalid(
    'status-3',
    'A status that is none of the three.',
    'Structure',
    'encoding',
    ['ocsp/status-is-one-of-three'],
    as(single({ status: implicit(3, nul()) })),
  ),
];
