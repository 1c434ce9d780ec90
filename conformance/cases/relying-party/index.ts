/** All cases of relying parties, in the order of their ids. */

import type { TestCase } from '../define.ts';
import rp44 from './a-second-press-changes-nothing-more.case.ts';
import rp45 from './an-older-change-overwrites-nothing.case.ts';
import rp071 from './asks-j-lis-by-consent-alone.case.ts';
import rp070 from './asks-j-lis-itself.case.ts';
import rp301 from './asks-j-lis-nothing.case.ts';
import rp53 from './changes-nothing-that-the-ca-does-not-take.case.ts';
import rp10 from './does-not-believe-a-replayed-status.case.ts';
import rp20 from './executes-a-payment-once.case.ts';
import rp34 from './executes-nothing-while-the-ca-is-away.case.ts';
import rp32 from './hides-the-payments-of-others.case.ts';
import rp7 from './knows-the-person-on-another-phone.case.ts';
import rp56 from './log-in-goes-on-after-a-move.case.ts';
import rp060 from './logs-in-by-the-key-that-authenticates.case.ts';
import rp074 from './looks-again-before-it-writes.case.ts';
import rp42 from './no-changes-nothing.case.ts';
import rp40 from './one-press-changes-the-record.case.ts';
import rp061 from './pays-by-the-key-that-signs.case.ts';
import rp062 from './presses-by-the-key-that-signs.case.ts';
import rp41 from './push-tells-nothing.case.ts';
import rp4 from './refuses-a-certificate-of-another-ca.case.ts';
import rp13 from './refuses-a-late-answer.case.ts';
import rp30 from './refuses-a-late-signature.case.ts';
import rp28 from './refuses-a-payment-signed-for-another-app.case.ts';
import rp29 from './refuses-a-payment-signed-for-another-origin.case.ts';
import rp33 from './refuses-a-payment-under-a-revoked-certificate.case.ts';
import rp48 from './refuses-a-press-for-another-change.case.ts';
import rp47 from './refuses-a-press-on-other-data.case.ts';
import rp55 from './refuses-a-report-of-what-was-not-shown.case.ts';
import rp8 from './refuses-a-revoked-certificate.case.ts';
import rp22 from './refuses-an-altered-amount.case.ts';
import rp23 from './refuses-an-altered-payee.case.ts';
import rp51 from './refuses-an-altered-press.case.ts';
import rp15 from './refuses-an-answer-for-another-app.case.ts';
import rp6 from './refuses-an-answer-for-another-origin.case.ts';
import rp2 from './refuses-an-answer-to-another-challenge.case.ts';
import rp14 from './refuses-an-answer-to-no-challenge.case.ts';
import rp5 from './refuses-an-expired-certificate.case.ts';
import rp11 from './refuses-an-identifier-of-somebody-else.case.ts';
import rp50 from './refuses-an-old-press.case.ts';
import rp90 from './refuses-another-media-type.case.ts';
import rp25 from './refuses-another-template.case.ts';
import rp3 from './refuses-any-altered-bit.case.ts';
import rp21 from './refuses-any-altered-bit-of-a-signature.case.ts';
import rp12 from './refuses-the-attribute-kind-as-proof.case.ts';
import rp26 from './refuses-the-nonce-of-another-payment.case.ts';
import rp52 from './refuses-the-press-of-a-revoked-key.case.ts';
import rp46 from './refuses-the-press-of-somebody-else.case.ts';
import rp31 from './refuses-the-signature-of-another-customer.case.ts';
import rp27 from './refuses-the-signature-of-another-payment.case.ts';
import rp24 from './refuses-what-was-not-shown.case.ts';
import rp16 from './refuses-what-was-signed-for-something-else.case.ts';
import rp063 from './reports-by-the-key-that-signs.case.ts';
import rp17 from './shows-nothing-without-a-session.case.ts';
import rp43 from './silence-changes-nothing.case.ts';
import rp54 from './takes-a-report-once.case.ts';
import rp1 from './takes-an-answer-once.case.ts';
import rp073 from './takes-no-consent-for-another-service.case.ts';
import rp072 from './takes-no-consent-of-another-card.case.ts';
import rp35 from './takes-no-log-in-for-a-payment.case.ts';
import rp36 from './takes-no-payment-by-the-attribute-kind.case.ts';
import rp49 from './takes-nothing-else-for-a-press.case.ts';
import rp91 from './tells-again-that-a-report-counted.case.ts';
import rp9 from './trusts-nobody-while-the-ca-is-away.case.ts';

export const RELYING_PARTY_CASES: readonly TestCase[] = [
  rp1,
  rp2,
  rp3,
  rp4,
  rp5,
  rp6,
  rp7,
  rp8,
  rp9,
  rp10,
  rp11,
  rp12,
  rp13,
  rp14,
  rp15,
  rp16,
  rp17,
  rp20,
  rp21,
  rp22,
  rp23,
  rp24,
  rp25,
  rp26,
  rp27,
  rp28,
  rp29,
  rp30,
  rp31,
  rp32,
  rp33,
  rp34,
  rp35,
  rp36,
  rp40,
  rp41,
  rp42,
  rp43,
  rp44,
  rp45,
  rp46,
  rp47,
  rp48,
  rp49,
  rp50,
  rp51,
  rp52,
  rp53,
  rp54,
  rp55,
  rp56,
  rp060,
  rp061,
  rp062,
  rp063,
  rp90,
  rp91,
  rp301,
  rp070,
  rp071,
  rp072,
  rp073,
  rp074,
];
