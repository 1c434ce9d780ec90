/** The file of consents, withdrawals and inquiries. */
import {
  certificatePolicies,
  concat,
  type Der,
  implicit,
  nul,
  OID,
  octetString,
  oid,
  seq,
  utcTime,
  utf8String,
} from '../../../simulator/pki/index.ts';
import { generation, jpkiAnchors, NEWER, rsaKey, signCert } from '../authorities.ts';
import { attribute, attributesOf, digestOf, essOf, SHA_512 } from '../cms-parts.ts';
import { base64, fileOf, testsOf, timeText } from '../file.ts';
import { changedByte } from '../keys.ts';
import { closeCertificate, openCertificate, withExtension } from '../parts.ts';
import { acceptable, damagedEnds, invalid, valid } from '../vector.ts';
import {
  AGE_MS_MAX,
  as,
  authCertificate,
  bytes,
  type Consent,
  certificate,
  content,
  inquiryWords,
  NOW,
  nonce,
  phoneCertificate,
  re,
  reSigner,
  SERVICE,
  SIGNED_AT,
  said,
  signedBy,
  signer,
  VERIFIER,
  withdrawalWords,
  words,
} from './base.ts';

const good = signedBy(words);
const issuer = generation('sign', NEWER);
const ITEMS = ['name', 'address', 'birth', 'gender'] as const;

const believed: readonly Consent[] = [
  valid('all-four-items', 'All four items.', 'Ordinary', as(good)),
  ...ITEMS.map((item) =>
    valid(`${item}-alone`, `The ${item} and nothing else.`, 'Ordinary', said({ items: [item] })),
  ),
  valid('two-items', 'Name and address.', 'Ordinary', said({ items: ['name', 'address'] })),
  valid(
    'by-phone',
    'Signed with a phone.',
    'Ordinary',
    as(signedBy(words, phoneCertificate, 'holder phone')),
  ),
  valid(
    'without-signing-time',
    'No signing time beside the words: the words tell theirs.',
    'EdgeOfLaw',
    as(signedBy(words, certificate, 'holder sign', undefined)),
  ),
  valid(
    'clock-ahead',
    'The clock of the app is four minutes ahead.',
    'EdgeOfLaw',
    said({ at: later(4 * 60_000) }),
  ),
];

function later(ms: number): string {
  return `${new Date(NOW.getTime() + ms).toISOString().slice(0, 19)}Z`;
}

const encodings: readonly Consent[] = [
  ...damagedEnds('message', good, as),
  acceptable(
    'length-not-minimal',
    'The outermost length has an octet too many: BER, which CMS allows and the profile does not.',
    'Encoding',
    ['consent/is-der'],
    as(concat(Uint8Array.of(0x30, 0x83, 0), good.subarray(2))),
    'encoding',
  ),
  acceptable(
    'version-3',
    'Version 3, though the content is data.',
    'Structure',
    ['consent/version-is-that-of-its-content'],
    re({ version: 3 }),
    'profile',
  ),
  acceptable(
    'content-of-another-type',
    'The content is not of type data.',
    'Structure',
    ['consent/content-is-data'],
    re({
      contentType: '1.3.6.1.4.1.32473.2024.95',
      version: 3,
      signers: [
        {
          ...signer,
          signedAttributes: [
            attribute(OID.contentType, oid('1.3.6.1.4.1.32473.2024.95')),
            ...signer.signedAttributes!.slice(1),
          ],
        },
      ],
    }),
    'profile',
  ),
  invalid(
    'detached',
    'The content does not come along.',
    'ConsentForm',
    'encoding',
    ['consent/content-is-data'],
    re({ content: undefined, signedContent: content }),
  ),
];

const stranger = closeCertificate(openCertificate(certificate), rsaKey('attacker'));

const signers: readonly Consent[] = [
  invalid(
    'nobody-signed',
    'No signer.',
    'ConsentSigner',
    'path',
    ['consent/has-one-signer'],
    re({ signers: [] }),
  ),
  invalid(
    'two-signed',
    'Two signers.',
    'ConsentSigner',
    'path',
    ['consent/has-one-signer'],
    re({ signers: [signer, { ...signer, key: 'other holder' }] }),
  ),
  acceptable(
    'signer-by-key-identifier',
    'The signer is named by the identifier of the key.',
    'Structure',
    ['consent/signer-is-named-by-issuer-and-number'],
    reSigner({ version: 3, sid: implicit(0, octetString(keyIdentifierOf(certificate))) }),
    'profile',
  ),
  invalid(
    'no-certificate',
    'The certificate does not come along.',
    'ConsentSigner',
    'path',
    ['consent/certificate-comes-with-it'],
    re({ certificates: [] }),
  ),
  invalid(
    'certificate-of-somebody-else',
    'The certificate that comes along is that of somebody else.',
    'ConsentSigner',
    'path',
    ['consent/certificate-comes-with-it'],
    re({ certificates: [signCert({}, { serial: 0x08a1ffffn }, 'other holder')] }),
  ),
  invalid(
    'signed-by-somebody-else',
    'Names the certificate of one and is signed with the key of another.',
    'ConsentSigner',
    'path',
    ['consent/signature-holds'],
    reSigner({ key: 'other holder' }),
  ),
  invalid(
    'signature-altered',
    'One bit of the signature is another.',
    'Signature',
    'path',
    ['consent/signature-holds'],
    reSigner({ alter: (signature) => changedByte(signature, 17) }),
  ),
  invalid(
    'items-added-after-signing',
    'An item was added after signing.',
    'Signature',
    'path',
    ['consent/digest-is-that-of-the-content'],
    re({ content: contentOf({ ...words, items: [...words.items].reverse() }) }),
  ),
  invalid(
    'authentication-certificate',
    'Signed with the authentication key: it proves presence and no intent.',
    'ConsentSigner',
    'purpose',
    ['consent/signer-is-a-signing-certificate'],
    as(signedBy(words, authCertificate, 'holder auth')),
  ),
  invalid(
    'certificate-of-a-stranger',
    'The certificate is signed by a stranger.',
    'ConsentSigner',
    'path',
    [],
    as(signedBy(words, stranger)),
  ),
  invalid(
    'certificate-ended',
    'The certificate ended two days ago.',
    'ConsentSigner',
    'path',
    ['consent/is-given-while-the-certificate-lives'],
    as(
      signedBy(
        words,
        signCert(
          {},
          { issuedAt: new Date('2023-08-01T02:00:00Z'), notAfter: new Date('2026-03-30T14:59:59Z') },
        ),
      ),
    ),
  ),
  acceptable(
    'digest-sha-512',
    'Digest and signature with SHA-512.',
    'Profile',
    ['consent/digest-is-sha-256'],
    re({
      digestAlgorithms: [SHA_512],
      signers: [
        {
          ...signer,
          digestAlgorithm: SHA_512,
          hash: 'sha512',
          signatureAlgorithm: seq(oid(OID.rsaEncryption), nul()),
          signedAttributes: [
            attribute(OID.contentType, oid(OID.data)),
            attribute(OID.messageDigest, octetString(digestOf(content, 'sha512'))),
            essOf(certificate),
            attribute(OID.signingTime, utcTime(SIGNED_AT)),
          ],
        },
      ],
    }),
    'profile',
  ),
  acceptable(
    'signed-with-sha-512',
    'The signature is with SHA-512, the digest with SHA-256.',
    'Profile',
    ['consent/is-signed-with-rsa'],
    reSigner({ hash: 'sha512', signatureAlgorithm: seq(oid(OID.sha512WithRSA), nul()) }),
    'profile',
  ),
  acceptable(
    'digest-not-announced',
    'The message does not announce the digest that its signer uses.',
    'Structure',
    ['consent/digest-is-sha-256'],
    re({ digestAlgorithms: [] }),
    'profile',
  ),
];

function keyIdentifierOf(der: Der): Uint8Array {
  return openCertificate(der)
    .extensions.find(({ oid: id }) => id === OID.subjectKeyIdentifier)!
    .value.subarray(2);
}

function contentOf(value: object): Uint8Array {
  return new Uint8Array(Buffer.from(JSON.stringify(value), 'utf8'));
}

const attributes = attributesOf(content, certificate, SIGNED_AT);
const another = signCert({}, { serial: 0x08a1ffffn }, 'other holder');

const signedAttributes: readonly Consent[] = [
  acceptable(
    'no-signing-certificate',
    'No signing-certificate-v2: another certificate of the same key could be put in its place.',
    'ConsentForm',
    ['consent/attributes-are-signed'],
    reSigner({ signedAttributes: attributes.filter((_, i) => i !== 2) }),
    'profile',
  ),
  invalid(
    'signing-certificate-of-another',
    'signing-certificate-v2 names another certificate.',
    'ConsentSigner',
    'path',
    ['consent/signing-certificate-is-that-of-the-signer'],
    reSigner({ signedAttributes: attributes.with(2, essOf(another)) }),
  ),
  invalid(
    'no-message-digest',
    'The digest of the content is not signed.',
    'ConsentForm',
    'path',
    ['consent/attributes-are-signed', 'consent/digest-is-that-of-the-content'],
    reSigner({ signedAttributes: attributes.filter((_, i) => i !== 1) }),
  ),
  invalid(
    'no-content-type',
    'The type of the content is not signed.',
    'ConsentForm',
    'path',
    ['consent/attributes-are-signed', 'consent/digest-is-that-of-the-content'],
    reSigner({ signedAttributes: attributes.filter((_, i) => i !== 0) }),
  ),
  acceptable(
    'no-attributes',
    'Nothing is signed but the content itself.',
    'ConsentForm',
    ['consent/attributes-are-signed'],
    reSigner({ signedAttributes: undefined }),
    'profile',
  ),
  acceptable(
    'unknown-attribute',
    'An attribute is signed that nobody knows.',
    'Profile',
    ['consent/attributes-are-known'],
    reSigner({ signedAttributes: [...attributes, attribute('1.3.6.1.4.1.32473.2024.94', utf8String('x'))] }),
    'profile',
  ),
  acceptable(
    'unsigned-attribute',
    'An attribute that is not signed.',
    'Profile',
    ['consent/attributes-are-known'],
    reSigner({ unsignedAttributes: [attribute('1.3.6.1.4.1.32473.2024.94', utf8String('x'))] }),
    'profile',
  ),
  acceptable(
    'attributes-unsorted',
    'The signed attributes are not in the order of DER.',
    'Encoding',
    ['consent/attributes-are-der'],
    reSigner({ unsorted: true, signedAttributes: [...attributes].sort((a, b) => b.length - a.length) }),
    'encoding',
  ),
];

const without = (name: string): object =>
  Object.fromEntries(Object.entries(words).filter(([key]) => key !== name));
const text = JSON.stringify(words);

const forms: readonly Consent[] = [
  invalid(
    'not-json',
    'The content is a sentence.',
    'ConsentForm',
    'content',
    ['consent/content-is-json'],
    bytes('I agree.'),
  ),
  invalid(
    'a-list',
    'The content is a list.',
    'ConsentForm',
    'content',
    ['consent/content-is-json'],
    bytes(`[${text}]`),
  ),
  invalid('empty', 'The content is empty.', 'ConsentForm', 'content', ['consent/content-is-json'], bytes('')),
  invalid(
    'not-utf-8',
    'The content is UTF-16.',
    'ConsentForm',
    'content',
    ['consent/content-is-json'],
    (() => {
      const other = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
      return re({
        content: other,
        signers: [{ ...signer, signedAttributes: attributesOf(other, certificate, SIGNED_AT) }],
      });
    })(),
  ),
  ...['purpose', 'verifier', 'service', 'items', 'at', 'nonce'].map((name) =>
    invalid(
      `no-${name}`,
      `The member "${name}" is missing.`,
      'ConsentForm',
      'content',
      ['consent/members-are-those-of-the-message'],
      as(signedBy(without(name))),
    ),
  ),
  invalid(
    'member-too-many',
    'A member that nobody knows.',
    'ConsentForm',
    'content',
    ['consent/members-are-those-of-the-message'],
    said({ until: '2036-04-01T00:00:00Z' }),
  ),
  acceptable(
    'another-order',
    'The members stand in another order.',
    'ConsentForm',
    ['consent/is-written-in-one-way'],
    as(signedBy(Object.fromEntries(Object.entries(words).reverse()))),
    'content',
  ),
  acceptable(
    'with-blanks',
    'The JSON has blanks.',
    'ConsentForm',
    ['consent/is-written-in-one-way'],
    bytes(JSON.stringify(words, null, 1)),
    'content',
  ),
  acceptable(
    'items-twice',
    'The member "items" occurs twice; most readers keep the second.',
    'ConsentForm',
    ['consent/is-written-in-one-way'],
    bytes(text.replace('"items":', '"items":["name"],"items":')),
    'content',
  ),
];

const meanings: readonly Consent[] = [
  invalid(
    'withdrawal-for-a-consent',
    'The words of a withdrawal with items in them.',
    'Consent',
    'content',
    ['consent/purpose-is-that-of-the-message'],
    said({ purpose: 'four-items-withdrawal' }),
  ),
  invalid(
    'application-for-a-consent',
    'The purpose is that of an application for a certificate.',
    'Consent',
    'content',
    ['consent/purpose-is-that-of-the-message'],
    said({ purpose: 'fpos-application' }),
  ),
  invalid(
    'purpose-a-number',
    'The purpose is a number.',
    'Consent',
    'content',
    ['consent/purpose-is-that-of-the-message'],
    said({ purpose: 4 }),
  ),
  invalid(
    'another-verifier',
    'To another verifier.',
    'Consent',
    'content',
    [],
    said({ verifier: 'another-ca' }),
  ),
  invalid(
    'another-service',
    'For another service of the same verifier.',
    'Consent',
    'content',
    [],
    said({ service: 'xyz-pay-app' }),
  ),
  invalid(
    'service-with-a-blank',
    'A service with a blank in its name.',
    'Consent',
    'content',
    ['consent/verifier-and-service-are-labels'],
    said({ service: 'abc bank app' }),
  ),
  invalid(
    'every-service',
    'For every service.',
    'Consent',
    'content',
    ['consent/verifier-and-service-are-labels'],
    said({ service: '*' }),
  ),
  invalid(
    'no-item',
    'For no item.',
    'Consent',
    'content',
    ['consent/items-are-chosen-one-by-one'],
    said({ items: [] }),
  ),
  invalid(
    'item-twice',
    'The name twice.',
    'Consent',
    'content',
    ['consent/items-are-chosen-one-by-one'],
    said({ items: ['name', 'name'] }),
  ),
  invalid(
    'unknown-item',
    'For the Individual Number.',
    'Consent',
    'content',
    ['consent/items-are-chosen-one-by-one'],
    said({ items: ['individual-number'] }),
  ),
  invalid(
    'items-as-text',
    'The items are one text.',
    'Consent',
    'content',
    ['consent/items-are-chosen-one-by-one'],
    said({ items: 'all' }),
  ),
  invalid('stale', 'Eleven minutes old.', 'Consent', 'content', [], said({ at: later(-11 * 60_000) })),
  invalid('from-the-future', 'Six minutes ahead.', 'Consent', 'content', [], said({ at: later(6 * 60_000) })),
  invalid(
    'time-with-fraction',
    'The time has a fraction.',
    'Consent',
    'content',
    ['consent/time-is-utc-in-whole-seconds'],
    said({ at: words.at.replace('Z', '.000Z') }),
  ),
  invalid(
    'time-of-japan',
    'The time has the offset of Japan.',
    'Consent',
    'content',
    ['consent/time-is-utc-in-whole-seconds'],
    said({ at: '2026-04-01T09:59:40+09:00' }),
  ),
  invalid(
    'no-such-time',
    'The time does not exist.',
    'Consent',
    'content',
    ['consent/time-is-utc-in-whole-seconds'],
    said({ at: '2026-02-30T00:59:40Z' }),
  ),
  invalid(
    'nonce-of-8-bytes',
    'The nonce has 8 bytes.',
    'ConsentForm',
    'content',
    ['consent/nonce-is-16-bytes'],
    said({ nonce: nonce.slice(16) }),
  ),
  invalid(
    'nonce-in-capitals',
    'The nonce is in capital letters.',
    'ConsentForm',
    'content',
    ['consent/nonce-is-16-bytes'],
    said({ nonce: nonce.toUpperCase() }),
  ),
];

const withdrawals: readonly Consent[] = [
  valid('withdrawal', 'A withdrawal for one service.', 'Ordinary', as(signedBy(withdrawalWords))),
  valid(
    'withdrawal-by-phone',
    'A withdrawal with a phone.',
    'Ordinary',
    as(signedBy(withdrawalWords, phoneCertificate, 'holder phone')),
  ),
  invalid(
    'consent-for-a-withdrawal',
    'A consent where a withdrawal is due.',
    'Consent',
    'content',
    ['consent/members-are-those-of-the-message', 'consent/purpose-is-that-of-the-message'],
    as(good),
  ),
  invalid(
    'withdrawal-by-authentication',
    'Signed with the authentication key.',
    'ConsentSigner',
    'purpose',
    ['consent/signer-is-a-signing-certificate'],
    as(signedBy(withdrawalWords, authCertificate, 'holder auth')),
  ),
  invalid(
    'withdrawal-of-items',
    'A withdrawal that names items: it is for the service as a whole.',
    'ConsentForm',
    'content',
    ['consent/members-are-those-of-the-message'],
    as(signedBy({ ...withdrawalWords, items: ['name'] })),
  ),
];

const otherKind = closeCertificate(
  withExtension(
    openCertificate(certificate),
    certificatePolicies({ oid: '1.2.392.200149.8.5.1.0.20', cps: 'http://cps.jlis.test/cps.html' }),
  ),
  issuer.signer,
);

const inquiries: readonly Consent[] = [
  valid(
    'inquiry-by-authentication',
    'An inquiry signed with the authentication key.',
    'Ordinary',
    as(signedBy(inquiryWords, authCertificate, 'holder auth')),
  ),
  valid(
    'inquiry-by-signing',
    'An inquiry signed with the signing key.',
    'Ordinary',
    as(signedBy(inquiryWords)),
  ),
  invalid(
    'inquiry-of-the-test-environment',
    'The certificate is one of the test environment of J-LIS.',
    'ConsentSigner',
    'purpose',
    ['consent/inquirer-has-a-jpki-certificate'],
    as(signedBy(inquiryWords, otherKind)),
  ),
  invalid(
    'consent-for-an-inquiry',
    'A consent where an inquiry is due.',
    'Consent',
    'content',
    ['consent/members-are-those-of-the-message', 'consent/purpose-is-that-of-the-message'],
    as(good),
  ),
];

export function consents(): Record<string, unknown> {
  const header = [
    'Messages of a person about the latest four items (基本4情報): CMS SignedData by the card or phone over JSON of the open profile, version 1.',
    'That a consent is signed with the signing certificate, item by item, is law; the JSON is ours, since the real one is not public. Whether the certificate is revoked is not asked here.',
  ];
  const sign = jpkiAnchors('sign').map(base64);
  const group = { verifier: VERIFIER, service: SERVICE, time: timeText(NOW), ageMsMax: AGE_MS_MAX };
  return fileOf('consent.schema.json', header, [
    {
      type: 'Consent',
      kind: 'consent',
      comment: 'Consents, as a verifier receives them.',
      anchors: sign,
      ...group,
      tests: testsOf([believed, encodings, signers, signedAttributes, forms, meanings].flat()),
    },
    {
      type: 'Withdrawal',
      kind: 'withdrawal',
      comment: 'Withdrawals.',
      anchors: sign,
      ...group,
      tests: testsOf(withdrawals),
    },
    {
      type: 'Inquiry',
      kind: 'inquiry',
      comment: 'Inquiries of the person at J-LIS.',
      anchors: [...sign, ...jpkiAnchors('auth').map(base64)],
      ...group,
      tests: testsOf(inquiries),
    },
  ]);
}
