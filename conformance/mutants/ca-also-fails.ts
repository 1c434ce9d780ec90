/**
 * What CAs with one defect fail besides the cases about it, from TC-CA-046 on (groups: ca-groups.ts): cases that are about something else, but meet the
 * defect on their way. Each line was made by running every mutant against every case; the proof fails on a case too many and, in
 * the long size, on every one too few.
 */
import {
  DELIVERIES,
  ENROLMENTS,
  ENROLMENTS_WITH_RECEIPT,
  FIRST_CERTIFICATES,
  numbered,
  QUESTIONS,
  SAME_PERSONS,
} from './ca-groups.ts';
import { because, type Mutant } from './define.ts';

const also = (
  reason: string,
  ...cases: readonly (number | readonly `TC-${string}`[])[]
): Mutant['alsoFails'] =>
  because(reason, ...cases.flatMap((one) => (typeof one === 'number' ? numbered(one) : one)));

export const CA_ALSO_FAILS: Readonly<Record<Mutant['id'], Mutant['alsoFails']>> = {
  'mutant:ca-asks-for-items-once': also('no new certificate was there when it was asked first', 59),
  'mutant:ca-closes-when-j-lis-is-away': also(
    'that no status came is to be said there',
    8,
    9,
    19,
    93,
    94,
    95,
    303,
  ),
  'mutant:ca-takes-everybody-for-the-bank': also('another operator asks for events there', 202),
  'mutant:ca-takes-stale-status': also('an answer dated by a clock that is behind is old', 305, 306),
  'mutant:ca-ignores-the-nonce': also('an answer of before comes there', 305),
  'mutant:ca-ignores-the-end-of-consents': also('somebody withdraws there', 308),
  'mutant:ca-knows-no-new-certificate-at-withdrawals': also(
    'the withdrawal there is by a new certificate',
    308,
  ),
  'mutant:ca-alters-the-name': also('the name in the certificate is compared there', 60, FIRST_CERTIFICATES),
  'mutant:ca-asks-about-everybody': also(
    'nothing is to be asked there without a consent, and what J-LIS answers is thrown away',
    66,
    120,
    DELIVERIES,
  ),
  'mutant:ca-asks-any-time': also('somebody there consented and still has a living certificate', 111, 120),
  'mutant:ca-asks-for-every-service': also(
    'nothing more is to be asked there for the one who withdrew',
    38,
    39,
  ),
  'mutant:ca-believes-any-list': {
    ...also('how old a list is is not looked at either', 93),
    ...also('what goes wrong while it reads a list is no refusal', 306),
  },
  'mutant:ca-believes-any-responder': also(
    'it asks by OCSP and verifies nothing, whatever is wrong with the status there',
    93,
    94,
    95,
    305,
    306,
  ),
  'mutant:ca-certifies-its-own-key': also(
    'no receipt by the requested key fits such a certificate',
    ENROLMENTS_WITH_RECEIPT,
  ),
  'mutant:ca-code-lasts': also('it follows no table, so that what has ended goes on there', 107, 115, 456),
  'mutant:ca-cuts-long-names': also('some of its citizens have such a name', 11),
  'mutant:ca-does-not-ask-j-lis': also(
    'the status of a JPKI certificate is asked for there',
    93,
    94,
    95,
    96,
    121,
    301,
    303,
    304,
    305,
    306,
    503,
  ),
  'mutant:ca-does-not-watch': also(
    'its control, a question with ground and consent, is never put',
    QUESTIONS,
  ),
  'mutant:ca-dresses-attributes-as-basic': also(
    'the identifier of an app is read there from the attribute certificate',
    66,
    67,
    68,
    69,
    70,
    74,
    100,
  ),
  'mutant:ca-drops-former-names': also('some of its citizens have such a name', 11),
  'mutant:ca-ends-the-old-one-first': also('a certificate with the old name is still needed there', 66),
  'mutant:ca-fails-open': also('no believable status comes there', 93, 94, 95),
  'mutant:ca-follows-j-lis': also(
    'a JPKI certificate is lost there, and the certificate of the CA is to last',
    60,
    62,
    63,
    66,
    114,
    115,
    203,
  ),
  'mutant:ca-follows-no-table': also('what waits, or has ended, goes on there', 107, 456),
  'mutant:ca-hands-the-code-out-at-once': also('a second tap is waited for there', 106, 108),
  'mutant:ca-identifies-by-the-jpki-key': also(
    'identifiers are compared there with those that the CA told, or over two cards',
    SAME_PERSONS,
  ),
  'mutant:ca-identifies-by-the-jpki-number': also(
    'identifiers are compared there with those that the CA told',
    66,
    67,
    68,
    69,
  ),
  'mutant:ca-issues-again': also('it follows no table, so that what has ended goes on there', 107, 115, 456),
  'mutant:ca-keeps-consents-to-itself': also(
    'a consent that J-LIS never had carries no question',
    66,
    109,
    110,
    QUESTIONS,
  ),
  'mutant:ca-keeps-what-is-untrue': also('a fact turns untrue there', 60, 62),
  'mutant:ca-knows-one-generation': also(
    'somebody with a card of an earlier generation enrols there',
    56,
    81,
  ),
  'mutant:ca-leaves-old-phones-alone': also('one certificate takes the place of another there', 60, 71, 456),
  'mutant:ca-links-under-any-grant': also('who signed a grant is looked at there too', 69),
  'mutant:ca-list-is-empty': also('a revoked certificate is looked for on the list there', 78),
  'mutant:ca-looks-at-nobody': also('an inspection is waited for there', 108),
  'mutant:ca-makes-keys-at-renewals': also('there is a renewal there', 60, 101),
  'mutant:ca-makes-lists-at-revocations-only': also(
    'a list is fetched there long after the last revocation',
    76,
    78,
  ),
  'mutant:ca-ocsp-says-good': also(
    'the end of a certificate is looked up there by OCSP',
    60,
    62,
    71,
    79,
    81,
    85,
    103,
    104,
    456,
  ),
  'mutant:ca-revokes-nothing': also('a certificate ends there', 62, 69, 76, 78, 79, 81, 85, 103, 104, 503),
  'mutant:ca-six-years': {
    ...also('the term of a certificate is looked at there', 116, FIRST_CERTIFICATES),
    ...also('ten years beyond its end are a year later than is kept', 505),
  },
  'mutant:ca-takes-any-purpose': also(
    'a certificate in a phone is not of the purpose that the policy takes',
    99,
  ),
  'mutant:ca-takes-applications-again': also(
    'an application that was decided on is a used one',
    50,
    51,
    107,
    115,
    456,
  ),
  'mutant:ca-takes-everybody-for-new': also('identifiers of one person are compared there', 70, SAME_PERSONS),
  'mutant:ca-tells-another-status': also('problem documents are read there as a whole', 47, 48, 49, 501),
  'mutant:ca-waits-for-a-clerk': also(
    'nobody gets a certificate there, and an enrolment is its control',
    ENROLMENTS,
  ),
  'mutant:ca-tells-every-app': also('one of the two who move there consented to another service', 401),
  'mutant:ca-widens-consents': also('each person there consents to one item', 56),
  'mutant:ca-takes-unreadable-status-for-good': also(
    'what J-LIS says when it refuses is no status that can be read',
    303,
  ),
};
