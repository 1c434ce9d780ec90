/** The cases of the role `ca`, by number. */

import type { TestCase } from '../define.ts';
import ca455 from './a-new-phone-replaces-both-keys.case.ts';
import ca116 from './announces-the-end.case.ts';
import ca302 from './answers-nobody-about-jpki-certificates.case.ts';
import ca66 from './apps-before-and-after-know-one-person.case.ts';
import ca307 from './asks-again-when-no-answer-came.case.ts';
import ca57 from './asks-for-each-service-apart.case.ts';
import ca96 from './asks-j-lis-alone.case.ts';
import ca38 from './asks-nothing-after-withdrawal.case.ts';
import ca36 from './asks-nothing-while-the-certificate-lives.case.ts';
import ca37 from './asks-nothing-without-consent.case.ts';
import ca454 from './both-keys-end-together.case.ts';
import ca104 from './card-ends-nothing-of-another.case.ts';
import ca29 from './card-ends-what-a-lost-phone-holds.case.ts';
import ca65 from './card-of-the-dead-does-nothing.case.ts';
import ca205 from './certificate-does-not-hang-on-a-consent.case.ts';
import ca12 from './certificates-keep-the-profile.case.ts';
import ca72 from './certifies-a-p-384-key.case.ts';
import ca89 from './certifies-aliases.case.ts';
import ca73 from './certifies-an-rsa-key.case.ts';
import ca11 from './certifies-exactly-the-undisturbed.case.ts';
import ca88 from './certifies-former-names.case.ts';
import ca86 from './certifies-long-names-whole.case.ts';
import ca114 from './change-counts-as-the-person-saw-it.case.ts';
import ca113 from './change-is-for-one-operator.case.ts';
import ca105 from './code-at-another-tap-before-2024-10.case.ts';
import ca54 from './code-opens-once-at-a-time.case.ts';
import ca109 from './consent-is-for-a-service-of-its-own.case.ts';
import ca110 from './consent-is-sent-on-later.case.ts';
import ca204 from './consent-lasts-ten-years.case.ts';
import ca43 from './consent-of-a-dead-certificate-is-none.case.ts';
import ca44 from './consent-of-another-key-is-none.case.ts';
import ca42 from './consent-of-the-authentication-key-is-none.case.ts';
import ca59 from './consent-outlives-the-certificate.case.ts';
import ca53 from './copies-at-once-get-one-certificate.case.ts';
import ca115 from './declined-stays-declined.case.ts';
import ca9 from './does-not-believe-a-forged-status.case.ts';
import ca94 from './does-not-believe-a-list-of-another-key.case.ts';
import ca93 from './does-not-believe-a-stale-list.case.ts';
import ca19 from './does-not-believe-a-stale-status.case.ts';
import ca64 from './end-of-the-card-ends-nothing.case.ts';
import ca69 from './ended-key-links-nothing.case.ts';
import ca203 from './ends-what-names-somebody-else.case.ts';
import ca71 from './equal-data-take-no-phone-over.case.ts';
import ca118 from './events-hold-no-personal-data.case.ts';
import ca450 from './gives-a-certificate-for-each-of-two-keys.case.ts';
import ca206 from './hears-no-phone-with-a-wrong-clock.case.ts';
import ca39 from './honours-a-withdrawal-at-j-lis.case.ts';
import ca1 from './issues-at-once-for-the-name-on-the-card.case.ts';
import ca402 from './issues-in-the-night-of-a-holiday.case.ts';
import ca306 from './issues-nothing-on-a-list-that-is-none.case.ts';
import ca305 from './issues-nothing-on-a-status-answer-that-is-none.case.ts';
import ca304 from './issues-nothing-when-j-lis-answers-too-late.case.ts';
import ca303 from './issues-nothing-when-j-lis-refuses.case.ts';
import ca8 from './issues-nothing-while-j-lis-is-away.case.ts';
import ca505 from './keeps-proofs-for-ten-years.case.ts';
import ca56 from './keeps-what-was-consented-to.case.ts';
import ca30 from './key-of-one-app-ends-nothing-of-another.case.ts';
import ca18 from './knows-every-generation-of-j-lis.case.ts';
import ca49 from './knows-no-other-application.case.ts';
import ca456 from './late-receipt-takes-nothing-over.case.ts';
import ca67 from './links-by-a-live-grant-only.case.ts';
import ca68 from './links-for-the-apps-of-the-key.case.ts';
import ca77 from './list-is-always-of-its-time.case.ts';
import ca14 from './list-names-what-was-revoked.case.ts';
import ca76 from './list-number-rises.case.ts';
import ca92 from './list-tells-what-is-revoked.case.ts';
import ca60 from './log-in-is-never-interrupted.case.ts';
import ca107 from './looked-at-before-2023-11.case.ts';
import ca50 from './lost-answer-makes-no-second-certificate.case.ts';
import ca121 from './lost-refusal-is-said-again.case.ts';
import ca90 from './marks-substitutes.case.ts';
import ca40 from './new-certificate-same-person-by-consent.case.ts';
import ca33 from './new-phone-same-person.case.ts';
import ca41 from './no-consent-no-merging.case.ts';
import ca85 from './not-in-force-before-the-receipt.case.ts';
import ca75 from './numbers-are-not-guessable.case.ts';
import ca81 from './ocsp-answers-all-that-is-asked.case.ts';
import ca79 from './ocsp-by-get.case.ts';
import ca13 from './ocsp-follows-the-certificate.case.ts';
import ca80 from './ocsp-repeats-the-nonce.case.ts';
import ca82 from './ocsp-speaks-for-its-own-ca.case.ts';
import ca51 from './other-bytes-get-no-certificate.case.ts';
import ca84 from './pages-are-published.case.ts';
import ca100 from './phone-certificate-is-of-the-same-person.case.ts';
import ca207 from './private-key-is-in-no-answer.case.ts';
import ca52 from './receipt-again-is-the-same.case.ts';
import ca502 from './record-continues-unbroken.case.ts';
import ca503 from './record-has-each-decision.case.ts';
import ca504 from './record-names-the-rules-in-force.case.ts';
import ca62 from './recorded-address-ends-with-a-move.case.ts';
import ca46 from './refusals-are-problem-documents.case.ts';
import ca6 from './refuses-a-copied-request.case.ts';
import ca452 from './refuses-a-copied-second-request.case.ts';
import ca16 from './refuses-a-forged-jpki-certificate.case.ts';
import ca7 from './refuses-a-key-exchanged-after-signing.case.ts';
import ca10 from './refuses-a-key-that-is-not-held.case.ts';
import ca48 from './refuses-a-large-body.case.ts';
import ca24 from './refuses-a-late-application.case.ts';
import ca5 from './refuses-a-replayed-application.case.ts';
import ca3 from './refuses-a-revoked-certificate.case.ts';
import ca15 from './refuses-a-signature-by-another-key.case.ts';
import ca22 from './refuses-a-signature-for-another-application.case.ts';
import ca21 from './refuses-a-weak-key.case.ts';
import ca17 from './refuses-an-expired-jpki-certificate.case.ts';
import ca119 from './refuses-another-media-type.case.ts';
import ca87 from './refuses-long-names-by-policy.case.ts';
import ca451 from './refuses-one-key-for-two.case.ts';
import ca23 from './refuses-other-terms.case.ts';
import ca91 from './refuses-substitutes-by-policy.case.ts';
import ca4 from './refuses-the-authentication-certificate.case.ts';
import ca20 from './refuses-what-j-lis-does-not-know.case.ts';
import ca31 from './renewal-ends-within-five-years-of-the-tap.case.ts';
import ca101 from './renewal-has-its-limit.case.ts';
import ca83 from './repository-has-the-ca-certificate.case.ts';
import ca74 from './request-does-not-write-the-certificate.case.ts';
import ca103 from './request-ends-nothing-newer.case.ts';
import ca32 from './revoked-key-renews-nothing.case.ts';
import ca78 from './revoked-stays-on-the-list.case.ts';
import ca301 from './says-not-how-a-jpki-certificate-ended.case.ts';
import ca108 from './schemes-change-on-their-days.case.ts';
import ca106 from './second-tap-by-the-same-card.case.ts';
import ca35 from './sends-the-consent-on.case.ts';
import ca98 from './several-phones-by-policy.case.ts';
import ca501 from './shows-its-record-to-the-examiner-alone.case.ts';
import ca2 from './takes-a-code-once.case.ts';
import ca201 from './takes-a-consent-for-what-it-names.case.ts';
import ca26 from './takes-no-code-after-its-life.case.ts';
import ca27 from './takes-no-code-after-many-wrong-ones.case.ts';
import ca28 from './takes-no-code-of-another-application.case.ts';
import ca99 from './takes-no-phone-certificate-by-default.case.ts';
import ca25 from './takes-no-receipt-of-another-key.case.ts';
import ca47 from './takes-no-unknown-member.case.ts';
import ca453 from './takes-no-wish-by-the-key-that-authenticates.case.ts';
import ca308 from './takes-nothing-that-comes-after-the-withdrawal.case.ts';
import ca112 from './tells-events-to-operators-alone.case.ts';
import ca202 from './tells-of-a-change-by-consent-alone.case.ts';
import ca401 from './tells-the-bank-what-was-consented-to.case.ts';
import ca45 from './tells-the-holder-of-the-end.case.ts';
import ca70 from './twins-are-two.case.ts';
import ca34 from './two-apps-see-two-identifiers.case.ts';
import ca63 from './unrecorded-address-ends-nothing.case.ts';
import ca95 from './wants-its-own-nonce-back.case.ts';
import ca120 from './withdrawal-counts-by-a-new-certificate.case.ts';
import ca111 from './withdrawal-counts-while-j-lis-is-away.case.ts';

export const CA_CASES: readonly TestCase[] = [
  ca1,
  ca2,
  ca3,
  ca4,
  ca5,
  ca6,
  ca7,
  ca8,
  ca9,
  ca10,
  ca11,
  ca12,
  ca13,
  ca14,
  ca15,
  ca16,
  ca17,
  ca18,
  ca19,
  ca20,
  ca21,
  ca22,
  ca23,
  ca24,
  ca25,
  ca26,
  ca27,
  ca28,
  ca29,
  ca30,
  ca31,
  ca32,
  ca33,
  ca34,
  ca35,
  ca36,
  ca37,
  ca38,
  ca39,
  ca40,
  ca41,
  ca42,
  ca43,
  ca44,
  ca45,
  ca46,
  ca47,
  ca48,
  ca49,
  ca50,
  ca51,
  ca52,
  ca53,
  ca54,
  ca56,
  ca57,
  ca59,
  ca60,
  ca62,
  ca63,
  ca64,
  ca65,
  ca66,
  ca67,
  ca68,
  ca69,
  ca70,
  ca71,
  ca72,
  ca73,
  ca74,
  ca75,
  ca76,
  ca77,
  ca78,
  ca79,
  ca80,
  ca81,
  ca82,
  ca83,
  ca84,
  ca85,
  ca86,
  ca87,
  ca88,
  ca89,
  ca90,
  ca91,
  ca92,
  ca93,
  ca94,
  ca95,
  ca96,
  ca98,
  ca99,
  ca100,
  ca101,
  ca103,
  ca104,
  ca105,
  ca106,
  ca107,
  ca108,
  ca109,
  ca110,
  ca111,
  ca112,
  ca113,
  ca114,
  ca115,
  ca116,
  ca118,
  ca119,
  ca120,
  ca121,
  ca201,
  ca202,
  ca203,
  ca204,
  ca205,
  ca206,
  ca207,
  ca301,
  ca302,
  ca303,
  ca304,
  ca305,
  ca306,
  ca307,
  ca308,
  ca401,
  ca402,
  ca450,
  ca451,
  ca452,
  ca453,
  ca454,
  ca455,
  ca456,
  ca501,
  ca502,
  ca503,
  ca504,
  ca505,
];
