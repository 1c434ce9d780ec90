/** The profile of an accredited CA under the open profile. One file for each rule; the order is that of the alphabet. */
import type { CertificateRule } from '../../rule.ts';
import addressesAreReservedForTests from './addresses-are-reserved-for-tests.ts';
import hasAKeyUsage from './has-a-key-usage.ts';
import identifiesBothKeys from './identifies-both-keys.ts';
import issuerSaysThatItIsATest from './issuer-says-that-it-is-a-test.ts';
import keepsSubjectsApart from './keeps-subjects-apart.ts';
import keySignsAndNothingElse from './key-signs-and-nothing-else.ts';
import lastsFiveYearsAtMost from './lasts-five-years-at-most.ts';
import namesTheUser from './names-the-user.ts';
import pointsToItsStatement from './points-to-its-statement.ts';
import policyIsThatOfItsKind from './policy-is-that-of-its-kind.ts';
import revocationCanBeLookedUp from './revocation-can-be-looked-up.ts';
import serialNumberCannotBeGuessed from './serial-number-cannot-be-guessed.ts';

export const fposRules: readonly CertificateRule[] = [
  addressesAreReservedForTests,
  hasAKeyUsage,
  identifiesBothKeys,
  issuerSaysThatItIsATest,
  keepsSubjectsApart,
  keySignsAndNothingElse,
  lastsFiveYearsAtMost,
  namesTheUser,
  pointsToItsStatement,
  policyIsThatOfItsKind,
  revocationCanBeLookedUp,
  serialNumberCannotBeGuessed,
];
