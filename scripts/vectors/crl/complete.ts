/** Complete lists. */
import {
  authorityKeyIdentifier,
  concat,
  cRLNumber,
  directoryName,
  generalizedTime,
  implicit,
  integer,
  issuingDistributionPoint,
  name,
  nul,
  OID,
  oid,
  seq,
  utcTime,
} from '../../../simulator/pki/index.ts';
import { authority, generation, NEWER, OLDER, rsaKey } from '../authorities.ts';
import { anotherHash, changedByte } from '../keys.ts';
import { closeCrl, withCritical, withExtension, withoutExtension } from '../parts.ts';
import { jpkiList, OTHERS } from '../status.ts';
import { acceptable, damagedEnds, invalid, valid } from '../vector.ts';
import {
  AT,
  as,
  type Crl,
  entry,
  fields,
  good,
  MOVED,
  parts,
  re,
  reasonOf,
  revoked,
  SERIAL,
  sameAlgorithm,
  withEntries,
} from './base.ts';

const REASONS = [
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
] as const;
const WHY = {
  keyCompromise: 'The holder reported the key as compromised.',
  cACompromise: 'The key of the CA is compromised.',
  affiliationChanged: 'One of the four items changed.',
  superseded: 'The certificate was renewed.',
  cessationOfOperation: 'The holder asked for it, or died, or the card is void.',
  certificateHold: 'The card is lost and the certificate held.',
} as const;
const kebab = (text: string): string =>
  text.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace('c-a-', 'ca-');
const day = (text: string): Date => new Date(text);
const older = generation('sign', OLDER);

/** What is believed. */
export const believed: readonly Crl[] = [
  valid('not-listed', 'The certificate is not listed.', 'Ordinary', as(good, 'good')),
  valid('empty', 'Nothing is listed at all.', 'EdgeOfLaw', as(jpkiList([]), 'good')),
  ...REASONS.map((reason) =>
    valid(
      kebab(reason),
      WHY[reason],
      'Revoked',
      as(jpkiList([...OTHERS, { ...MOVED, reason }]), 'revoked', reason),
    ),
  ),
  valid(
    'no-reason',
    'Revoked without a reason, which is unspecified: thrown away before it was handed over.',
    'Revoked',
    as(jpkiList([...OTHERS, { serial: SERIAL, at: MOVED.at }]), 'revoked', 'unspecified'),
  ),
  valid(
    'generalized-time-beyond-2049',
    'The next update lies in 2050 and is a GeneralizedTime.',
    'EdgeOfLaw',
    as(fields({ nextUpdate: generalizedTime(day('2050-01-01T00:00:00Z')) }), 'good'),
  ),
  valid(
    'number-of-20-octets',
    'The number of the list has 20 octets.',
    'EdgeOfLaw',
    as(
      re((p) => withExtension(p, cRLNumber((1n << 158n) + 1n))),
      'good',
    ),
  ),
];

export const encodings: readonly Crl[] = [
  ...damagedEnds('list', good, as),
  invalid(
    'length-not-minimal',
    'The outermost length has an octet too many.',
    'Encoding',
    'encoding',
    ['crl/is-der'],
    as(concat(Uint8Array.of(0x30, 0x83, 0), good.subarray(2))),
  ),
  invalid(
    'number-padded',
    'The number of the list begins with a zero octet that says nothing.',
    'Encoding',
    'encoding',
    ['crl/is-der'],
    as(
      re((p) => withExtension(p, { oid: OID.cRLNumber, critical: false, value: Uint8Array.of(2, 2, 0, 9) })),
    ),
  ),
  invalid(
    'time-without-seconds',
    'The next update is a UTCTime without seconds.',
    'Encoding',
    'encoding',
    ['readable'],
    as(fields({ nextUpdate: concat(Uint8Array.of(0x17, 11), Buffer.from('2604022000Z')) })),
  ),
];

export const issuers: readonly Crl[] = [
  invalid(
    'signature-altered',
    'One bit of the signature is another.',
    'Signature',
    'path',
    ['crl/signature-is-of-the-ca'],
    as(changedByte(good, -5)),
  ),
  invalid(
    'entry-taken-out',
    'The entry of the certificate was taken out; the signature is that of the whole list.',
    'Signature',
    'path',
    ['crl/signature-is-of-the-ca'],
    as(closeCrl(parts, { sign: () => revoked.subarray(-256) })),
  ),
  invalid(
    'signed-by-a-stranger',
    'Signed by another key.',
    'Signature',
    'path',
    ['crl/signature-is-of-the-ca'],
    as(closeCrl(parts, rsaKey('attacker'))),
  ),
  invalid(
    'signed-by-the-holder',
    'Signed by the key of the certificate in question.',
    'Signature',
    'path',
    ['crl/signature-is-of-the-ca'],
    as(closeCrl(parts, rsaKey('holder sign'))),
  ),
  invalid(
    'signed-by-the-generation-before',
    'Names the newer generation and is signed by the one before.',
    'Generation',
    'path',
    ['crl/signature-is-of-the-ca'],
    as(closeCrl(parts, older.signer)),
  ),
  invalid(
    'of-the-generation-before',
    'The list of the generation before: same name, in order, and about other certificates.',
    'Generation',
    'path',
    ['crl/identifies-the-key-of-the-ca', 'crl/signature-is-of-the-ca'],
    as(closeCrl(withExtension(parts, authorityKeyIdentifier({ keyId: older.keyId })), older.signer)),
  ),
  invalid(
    'of-the-other-ca',
    'The list of the CA for authentication.',
    'WrongKind',
    'path',
    ['crl/identifies-the-key-of-the-ca', 'crl/issuer-bears-the-name-of-the-ca', 'crl/signature-is-of-the-ca'],
    as(
      closeCrl(
        {
          ...withExtension(parts, authorityKeyIdentifier({ keyId: generation('auth', NEWER).keyId })),
          issuer: authority('auth').name,
        },
        rsaKey('jlis auth ca 3'),
      ),
    ),
  ),
  invalid(
    'key-identifier-of-the-generation-before',
    'Signed by the newer generation, the key identifier is that of the one before.',
    'Generation',
    'path',
    ['crl/identifies-the-key-of-the-ca'],
    as(re((p) => withExtension(p, authorityKeyIdentifier({ keyId: older.keyId })))),
  ),
  acceptable(
    'key-not-identified',
    'No authority key identifier: name and signature alone tell the generation.',
    'Generation',
    ['crl/identifies-the-key-of-the-ca'],
    as(
      re((p) => withoutExtension(p, OID.authorityKeyIdentifier)),
      'good',
    ),
  ),
  invalid(
    'issuer-with-another-unit',
    'One unit in the name of the issuer is another.',
    'Structure',
    'path',
    ['crl/issuer-bears-the-name-of-the-ca'],
    as(
      fields({
        issuer: name([
          ['C', 'JP'],
          ['O', 'JPKI-MOCK TEST'],
          ['OU', 'JPKI for digital signature'],
          ['OU', 'Another Agency'],
        ]),
      }),
    ),
  ),
  invalid(
    'sha-1',
    'Signed by the CA, with SHA-1.',
    'Signature',
    'path',
    ['crl/algorithm-is-strong'],
    as(
      closeCrl({ ...parts, ...sameAlgorithm('1.2.840.113549.1.1.5') }, anotherHash('jlis sign ca 3', 'sha1')),
    ),
  ),
  invalid(
    'algorithms-differ',
    'The field inside names another algorithm than the one beside the signature.',
    'Signature',
    'path',
    ['crl/algorithm-stands-twice-alike'],
    as(fields({ algorithm: seq(oid(OID.sha384WithRSA), nul()) })),
  ),
];

export const structures: readonly Crl[] = [
  invalid(
    'version-1',
    'No version, so version 1, with extensions.',
    'Structure',
    'path',
    ['crl/version-is-2'],
    as(fields({ version: undefined })),
  ),
  invalid(
    'version-3',
    'A version that does not exist.',
    'Structure',
    'path',
    ['crl/version-is-2'],
    as(fields({ version: integer(2) })),
  ),
  invalid(
    'unknown-critical-extension',
    'A critical extension that nobody knows.',
    'Critical',
    'path',
    ['crl/critical-extensions-are-known'],
    as(re((p) => withExtension(p, { oid: '1.3.6.1.4.1.32473.2024.99', critical: true, value: nul() }))),
  ),
  invalid(
    'delta',
    'A delta list: it says what changed since another one.',
    'Scope',
    'path',
    ['crl/critical-extensions-are-known'],
    as(re((p) => withExtension(p, { oid: '2.5.29.27', critical: true, value: integer(20540) }))),
  ),
  invalid(
    'extension-twice',
    'The number occurs twice.',
    'Structure',
    'path',
    ['crl/has-each-extension-once'],
    as(re((p) => ({ ...p, extensions: [...p.extensions, p.extensions[1]!] }))),
  ),
  acceptable(
    'no-number',
    'The list has no number.',
    'Structure',
    ['crl/has-a-number'],
    as(
      re((p) => withoutExtension(p, OID.cRLNumber)),
      'good',
    ),
  ),
  acceptable(
    'number-negative',
    'The number is negative.',
    'Structure',
    ['crl/has-a-number'],
    as(
      re((p) => withExtension(p, cRLNumber(-1n))),
      'good',
    ),
  ),
  acceptable(
    'number-of-21-octets',
    'The number has 21 octets.',
    'Structure',
    ['crl/has-a-number'],
    as(
      re((p) => withExtension(p, cRLNumber(1n << 160n))),
      'good',
    ),
  ),
  acceptable(
    'number-critical',
    'The number is critical.',
    'Critical',
    ['crl/has-a-number'],
    as(re((p) => withCritical(p, OID.cRLNumber, true))),
    'path',
  ),
  acceptable(
    'empty-list-of-entries',
    'The list of entries is there and empty.',
    'ListEntries',
    ['crl/leaves-an-empty-list-away'],
    as(fields({ entries: [] }), 'good'),
  ),
  acceptable(
    'generalized-times',
    'This update is a GeneralizedTime before 2050.',
    'Structure',
    ['crl/times-have-the-type-of-their-year'],
    as(fields({ thisUpdate: generalizedTime(day('2026-03-31T20:00:00Z')) }), 'good'),
  ),
];

export const times: readonly Crl[] = [
  invalid(
    'stale',
    'The next update was due a second ago.',
    'Stale',
    'status',
    [],
    as(
      fields({
        thisUpdate: utcTime(day('2026-03-29T20:00:00Z')),
        nextUpdate: utcTime(day('2026-03-31T23:59:59Z')),
        entries: parts.entries!.slice(0, 2),
      }),
    ),
  ),
  invalid(
    'from-the-future',
    'This update lies a second ahead.',
    'Stale',
    'status',
    [],
    as(
      fields({
        thisUpdate: utcTime(day('2026-04-01T00:00:01Z')),
        nextUpdate: utcTime(day('2026-04-03T00:00:01Z')),
      }),
    ),
  ),
  invalid(
    'no-next-update',
    'It does not tell until when it counts.',
    'Stale',
    'status',
    ['crl/tells-its-next-update'],
    as(fields({ nextUpdate: undefined })),
  ),
  invalid(
    'next-update-before-this-one',
    'The next update lies before this one.',
    'Stale',
    'status',
    ['crl/next-update-is-later'],
    as(fields({ nextUpdate: utcTime(day('2026-03-31T19:00:00Z')) })),
  ),
  acceptable(
    'counts-for-twelve-hours',
    'It counts for half a day: verifiers that take in the daily list late would be without one.',
    'Profile',
    ['crl/outlives-a-day'],
    as(fields({ nextUpdate: utcTime(day('2026-04-01T08:00:00Z')) }), 'good'),
  ),
];

const LATER = new Date(AT.getTime() + 3_600_000);

export const entries: readonly Crl[] = [
  invalid(
    'listed-twice',
    'The certificate is listed twice, for two reasons.',
    'ListEntries',
    'status',
    ['crl/names-each-certificate-once'],
    as(withEntries(entry(SERIAL, MOVED.at, 3), entry(SERIAL, MOVED.at, 6))),
  ),
  acceptable(
    'another-listed-twice',
    'Another certificate is listed twice.',
    'ListEntries',
    ['crl/names-each-certificate-once'],
    as(withEntries(entry(5n, MOVED.at, 3), entry(5n, MOVED.at, 3))),
    'status',
  ),
  acceptable(
    'serial-number-zero',
    'An entry for the serial number 0.',
    'ListEntries',
    ['crl/serial-numbers-are-positive'],
    as(withEntries(entry(0n, MOVED.at)), 'good'),
  ),
  acceptable(
    'revoked-later-than-the-list',
    'An entry for another certificate from an hour after the list was made.',
    'ListEntries',
    ['crl/no-entry-is-later-than-the-list'],
    as(withEntries(entry(5n, LATER)), 'good'),
  ),
  acceptable(
    'reason-7',
    'The certificate is revoked for reason 7, which is not in use.',
    'ListEntries',
    ['crl/reasons-exist'],
    as(withEntries(entry(SERIAL, MOVED.at, 7))),
    'status',
  ),
  acceptable(
    'reason-11',
    'The certificate is revoked for reason 11, which does not exist.',
    'ListEntries',
    ['crl/reasons-exist'],
    as(withEntries(entry(SERIAL, MOVED.at, 11))),
    'status',
  ),
  acceptable(
    'reason-0-written',
    'The reason unspecified is written out.',
    'ListEntries',
    ['crl/leaves-unspecified-away'],
    as(withEntries(entry(SERIAL, MOVED.at, 0)), 'revoked', 'unspecified'),
  ),
  acceptable(
    'reason-of-a-delta',
    'The certificate is removed from a list that is no delta.',
    'ListEntries',
    ['crl/removes-nothing'],
    as(withEntries(entry(SERIAL, MOVED.at, 8))),
    'status',
  ),
  acceptable(
    'privilege-withdrawn',
    'A reason that JPKI does not use.',
    'Profile',
    ['crl/reasons-are-those-of-jpki'],
    as(withEntries(entry(SERIAL, MOVED.at, 9)), 'revoked', 'privilegeWithdrawn'),
  ),
  acceptable(
    'reason-critical',
    'The reason of an entry is critical.',
    'Critical',
    ['crl/reason-codes-are-not-critical'],
    as(withEntries(entry(SERIAL, MOVED.at, undefined, [reasonOf(3, true)]))),
    'path',
  ),
  invalid(
    'unknown-critical-extension-of-an-entry',
    'An entry for another certificate has a critical extension that nobody knows.',
    'Critical',
    'path',
    ['crl/reason-codes-are-not-critical'],
    as(
      withEntries(
        entry(5n, MOVED.at, 3, [{ oid: '1.3.6.1.4.1.32473.2024.98', critical: true, value: nul() }]),
      ),
    ),
  ),
  invalid(
    'entries-of-another-ca',
    'An indirect list: the entry belongs to another CA.',
    'Scope',
    'path',
    ['crl/reason-codes-are-not-critical'],
    as(
      withEntries(
        entry(SERIAL, MOVED.at, 3, [
          { oid: '2.5.29.29', critical: true, value: seq(directoryName(authority('auth').name)) },
        ]),
      ),
    ),
  ),
];

const point = issuingDistributionPoint({ onlyContainsUserCerts: true });

export const scopes: readonly Crl[] = [
  acceptable(
    'limited-to-users',
    'A list that should be complete says that it is for users only.',
    'Scope',
    ['crl/complete-list-has-no-limits'],
    as(
      re((p) => withExtension(p, point)),
      'good',
    ),
  ),
  invalid(
    'limited-to-users-and-to-cas',
    'The list is for users only and for CAs only.',
    'Scope',
    'status',
    ['crl/complete-list-has-no-limits', 'crl/distribution-point-says-something'],
    as(
      re((p) =>
        withExtension(
          p,
          issuingDistributionPoint({ onlyContainsUserCerts: true, onlyContainsCACerts: true }),
        ),
      ),
    ),
  ),
  invalid(
    'limited-to-some-reasons',
    'The list is for lost keys only.',
    'Scope',
    'status',
    ['crl/complete-list-has-no-limits'],
    as(
      re((p) =>
        withExtension(p, {
          oid: OID.issuingDistributionPoint,
          critical: true,
          value: seq(implicit(3, Uint8Array.of(3, 2, 6, 0x40))),
        }),
      ),
    ),
  ),
];
