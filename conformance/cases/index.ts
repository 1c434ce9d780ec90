/** All cases of the suite, in the order in which they run: quiet ones first within a role, destructive ones last. */

import ca38 from './ca/asks-nothing-after-withdrawal.case.ts';
import ca36 from './ca/asks-nothing-while-the-certificate-lives.case.ts';
import ca37 from './ca/asks-nothing-without-consent.case.ts';
import ca29 from './ca/card-ends-what-a-lost-phone-holds.case.ts';
import ca12 from './ca/certificates-keep-the-profile.case.ts';
import ca11 from './ca/certifies-exactly-the-undisturbed.case.ts';
import ca43 from './ca/consent-of-a-dead-certificate-is-none.case.ts';
import ca44 from './ca/consent-of-another-key-is-none.case.ts';
import ca42 from './ca/consent-of-the-authentication-key-is-none.case.ts';
import ca9 from './ca/does-not-believe-a-forged-status.case.ts';
import ca19 from './ca/does-not-believe-a-stale-status.case.ts';
import ca39 from './ca/honours-a-withdrawal-at-j-lis.case.ts';
import ca1 from './ca/issues-at-once-for-the-name-on-the-card.case.ts';
import ca8 from './ca/issues-nothing-while-j-lis-is-away.case.ts';
import ca30 from './ca/key-of-one-app-ends-nothing-of-another.case.ts';
import ca18 from './ca/knows-every-generation-of-j-lis.case.ts';
import ca14 from './ca/list-names-what-was-revoked.case.ts';
import ca40 from './ca/new-certificate-same-person-by-consent.case.ts';
import ca33 from './ca/new-phone-same-person.case.ts';
import ca41 from './ca/no-consent-no-merging.case.ts';
import ca13 from './ca/ocsp-follows-the-certificate.case.ts';
import ca6 from './ca/refuses-a-copied-request.case.ts';
import ca16 from './ca/refuses-a-forged-jpki-certificate.case.ts';
import ca7 from './ca/refuses-a-key-exchanged-after-signing.case.ts';
import ca10 from './ca/refuses-a-key-that-is-not-held.case.ts';
import ca24 from './ca/refuses-a-late-application.case.ts';
import ca5 from './ca/refuses-a-replayed-application.case.ts';
import ca3 from './ca/refuses-a-revoked-certificate.case.ts';
import ca15 from './ca/refuses-a-signature-by-another-key.case.ts';
import ca22 from './ca/refuses-a-signature-for-another-application.case.ts';
import ca21 from './ca/refuses-a-weak-key.case.ts';
import ca17 from './ca/refuses-an-expired-jpki-certificate.case.ts';
import ca23 from './ca/refuses-other-terms.case.ts';
import ca4 from './ca/refuses-the-authentication-certificate.case.ts';
import ca20 from './ca/refuses-what-j-lis-does-not-know.case.ts';
import ca31 from './ca/renewal-ends-within-five-years-of-the-tap.case.ts';
import ca32 from './ca/revoked-key-renews-nothing.case.ts';
import ca35 from './ca/sends-the-consent-on.case.ts';
import ca2 from './ca/takes-a-code-once.case.ts';
import ca26 from './ca/takes-no-code-after-its-life.case.ts';
import ca27 from './ca/takes-no-code-after-many-wrong-ones.case.ts';
import ca28 from './ca/takes-no-code-of-another-application.case.ts';
import ca25 from './ca/takes-no-receipt-of-another-key.case.ts';
import ca45 from './ca/tells-the-holder-of-the-end.case.ts';
import ca34 from './ca/two-apps-see-two-identifiers.case.ts';
import { CARD_CASES } from './card/index.ts';
import type { TestCase } from './define.ts';
import lib7 from './library/agrees-before-signing.case.ts';
import lib6 from './library/answers-this-challenge-only.case.ts';
import lib2 from './library/one-tap-with-a-code.case.ts';
import lib1 from './library/one-tap-with-the-key-in-the-application.case.ts';
import lib4 from './library/private-key-never-leaves.case.ts';
import lib5 from './library/refuses-a-certificate-for-another-key.case.ts';
import lib3 from './library/stops-at-a-wrong-pin.case.ts';
import rp4 from './relying-party/refuses-a-certificate-of-another-ca.case.ts';
import rp6 from './relying-party/refuses-an-answer-for-another-origin.case.ts';
import rp2 from './relying-party/refuses-an-answer-to-another-challenge.case.ts';
import rp5 from './relying-party/refuses-an-expired-certificate.case.ts';
import rp3 from './relying-party/refuses-any-altered-bit.case.ts';
import rp1 from './relying-party/takes-an-answer-once.case.ts';

const all: readonly TestCase[] = [
  ...CARD_CASES,
  lib1,
  lib2,
  lib3,
  lib4,
  lib5,
  lib6,
  lib7,
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
  rp1,
  rp2,
  rp3,
  rp4,
  rp5,
  rp6,
];

const ROLE_ORDER = ['card', 'library', 'ca', 'relying-party'];

/** What spoils the IUT runs last within its role. */
export const CASES: readonly TestCase[] = [...all].sort(
  (a, b) =>
    ROLE_ORDER.indexOf(a.role) - ROLE_ORDER.indexOf(b.role) ||
    Number(a.destructive ?? false) - Number(b.destructive ?? false),
);

export type { Step, TestCase } from './define.ts';
