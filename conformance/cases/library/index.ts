/** Cases of libraries towards card, user and CA, in the order of their ids. */

import type { TestCase } from '../define.ts';
import lib29 from './agrees-to-the-very-documents.case.ts';
import lib69 from './an-installation-keeps-its-name.case.ts';
import lib75 from './answers-no-challenge-of-another-app.case.ts';
import lib43 from './application-names-itself.case.ts';
import lib45 from './apps-share-no-key.case.ts';
import lib20 from './asks-before-the-last-try.case.ts';
import lib11 from './asks-before-the-tap.case.ts';
import lib13 from './asks-for-the-password-each-time.case.ts';
import lib25 from './card-is-free-before-sending.case.ts';
import lib27 from './card-removed-ends-it.case.ts';
import lib39 from './checks-the-attribute-certificate-too.case.ts';
import lib65 from './checks-what-was-renewed.case.ts';
import lib58 from './consent-comes-after-the-receipt.case.ts';
import lib57 from './consent-names-the-service.case.ts';
import lib55 from './consents-to-no-more-than-asked.case.ts';
import lib130 from './consents-to-the-bank-itself.case.ts';
import lib54 from './consents-to-the-chosen-items.case.ts';
import lib60 from './each-consent-is-its-own.case.ts';
import lib67 from './expired-certificate-logs-in-nowhere.case.ts';
import lib66 from './expired-key-renews-nothing.case.ts';
import lib47 from './follows-no-redirect.case.ts';
import lib44 from './fresh-key-each-time.case.ts';
import lib51 from './goes-on-after-a-restart.case.ts';
import lib52 from './goes-on-when-j-lis-is-back.case.ts';
import lib50 from './goes-on-without-a-tap.case.ts';
import lib24 from './lets-the-card-go.case.ts';
import lib122 from './logs-in-by-the-key-that-authenticates.case.ts';
import lib64 from './logs-in-with-the-renewed.case.ts';
import lib18 from './looks-at-the-tries-first.case.ts';
import lib124 from './looks-by-one-key-and-presses-by-the-other.case.ts';
import lib49 from './lost-answer-same-bytes.case.ts';
import lib73 from './lost-phone-is-ended-by-the-card.case.ts';
import lib68 from './new-phone-new-key.case.ts';
import lib30 from './no-agreement-no-tap.case.ts';
import lib76 from './no-certificate-no-login.case.ts';
import lib56 from './no-consent-no-message.case.ts';
import lib12 from './no-tap-without-a-password.case.ts';
import lib19 from './no-verify-when-blocked.case.ts';
import lib72 from './nothing-is-left-after-revocation.case.ts';
import lib121 from './one-tap-for-two-keys.case.ts';
import lib8 from './one-tap-with-consent.case.ts';
import lib9 from './one-tap-with-consent-and-a-code.case.ts';
import lib10 from './one-verify-for-two-signatures.case.ts';
import lib14 from './password-in-no-message.case.ts';
import lib40 from './refusal-leaves-the-old-certificate.case.ts';
import lib59 from './refused-consent-undoes-nothing.case.ts';
import lib35 from './refuses-a-broken-signature.case.ts';
import lib34 from './refuses-a-certificate-of-tomorrow.case.ts';
import lib37 from './refuses-a-certificate-that-may-not-sign.case.ts';
import lib125 from './refuses-a-log-in-key-that-may-sign.case.ts';
import lib33 from './refuses-an-expired-certificate.case.ts';
import lib32 from './refuses-another-ca.case.ts';
import lib31 from './refuses-another-name.case.ts';
import lib36 from './refuses-the-powers-of-a-ca.case.ts';
import lib38 from './refuses-what-is-no-certificate.case.ts';
import lib126 from './renews-both-keys.case.ts';
import lib63 from './renews-by-the-old-key.case.ts';
import lib42 from './request-is-bound.case.ts';
import lib71 from './revokes-its-certificate.case.ts';
import lib53 from './same-receipt-again.case.ts';
import lib74 from './says-revoked-only-when-it-is.case.ts';
import lib23 from './says-that-it-is-blocked-now.case.ts';
import lib15 from './selects-no-other-application.case.ts';
import lib16 from './selects-only-what-signing-needs.case.ts';
import lib41 from './signs-a-receipt.case.ts';
import lib123 from './signs-by-the-key-that-signs.case.ts';
import lib17 from './signs-with-the-signing-key.case.ts';
import lib46 from './speaks-to-the-ca-only.case.ts';
import lib26 from './takes-lower-case.case.ts';
import lib21 from './takes-the-last-try-when-told.case.ts';
import lib28 from './tells-that-the-card-left.case.ts';
import lib22 from './tells-the-tries-of-this-card.case.ts';
import lib48 from './tells-why-the-ca-refused.case.ts';
import lib61 from './withdraws-by-the-card.case.ts';
import lib62 from './withdraws-one-item.case.ts';
import lib70 from './wrong-card-at-phone-change.case.ts';

export const LIBRARY_CASES: readonly TestCase[] = [
  lib8,
  lib9,
  lib10,
  lib11,
  lib12,
  lib13,
  lib14,
  lib15,
  lib16,
  lib17,
  lib18,
  lib19,
  lib20,
  lib21,
  lib22,
  lib23,
  lib24,
  lib25,
  lib26,
  lib27,
  lib28,
  lib29,
  lib30,
  lib31,
  lib32,
  lib33,
  lib34,
  lib35,
  lib36,
  lib37,
  lib38,
  lib39,
  lib40,
  lib41,
  lib42,
  lib43,
  lib44,
  lib45,
  lib46,
  lib47,
  lib48,
  lib49,
  lib50,
  lib51,
  lib52,
  lib53,
  lib54,
  lib55,
  lib56,
  lib57,
  lib58,
  lib59,
  lib60,
  lib61,
  lib62,
  lib63,
  lib64,
  lib65,
  lib66,
  lib67,
  lib68,
  lib69,
  lib70,
  lib71,
  lib72,
  lib73,
  lib74,
  lib75,
  lib76,
  lib121,
  lib122,
  lib123,
  lib124,
  lib125,
  lib126,
  lib130,
];
