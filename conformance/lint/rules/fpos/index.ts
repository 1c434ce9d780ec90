/** The profile of an accredited CA under the open profile. One file for each rule; the order is that of the alphabet. */
import type { CertificateRule } from '../../rule.ts';
import addressesAreReservedForTests from './addresses-are-reserved-for-tests.ts';
import attributesAreMarkedAsNotAccredited from './attributes-are-marked-as-not-accredited.ts';
import attributesTellNothingOfThePerson from './attributes-tell-nothing-of-the-person.ts';
import authenticatesAndNothingElse from './authenticates-and-nothing-else.ts';
import birthIsADateOfTheCalendar from './birth-is-a-date-of-the-calendar.ts';
import curveIsOneOfTheProfile from './curve-is-one-of-the-profile.ts';
import flagsFitTheirTexts from './flags-fit-their-texts.ts';
import hasAKeyUsage from './has-a-key-usage.ts';
import identifiesBothKeys from './identifies-both-keys.ts';
import issuerSaysThatItIsATest from './issuer-says-that-it-is-a-test.ts';
import keepsSubjectsApart from './keeps-subjects-apart.ts';
import keySignsAndNothingElse from './key-signs-and-nothing-else.ts';
import lastsFiveYearsAtMost from './lasts-five-years-at-most.ts';
import namesTheUser from './names-the-user.ts';
import pointsToItsStatement from './points-to-its-statement.ts';
import policyIsThatOfItsKind from './policy-is-that-of-its-kind.ts';
import recordedFactsAreKnownAndStandOnce from './recorded-facts-are-known-and-stand-once.ts';
import recordedFactsAreUtf8 from './recorded-facts-are-utf8.ts';
import revocationCanBeLookedUp from './revocation-can-be-looked-up.ts';
import serialNumberCannotBeGuessed from './serial-number-cannot-be-guessed.ts';

export const fposRules: readonly CertificateRule[] = [
  addressesAreReservedForTests,
  attributesAreMarkedAsNotAccredited,
  attributesTellNothingOfThePerson,
  authenticatesAndNothingElse,
  birthIsADateOfTheCalendar,
  curveIsOneOfTheProfile,
  flagsFitTheirTexts,
  hasAKeyUsage,
  identifiesBothKeys,
  issuerSaysThatItIsATest,
  keepsSubjectsApart,
  keySignsAndNothingElse,
  lastsFiveYearsAtMost,
  namesTheUser,
  pointsToItsStatement,
  policyIsThatOfItsKind,
  recordedFactsAreKnownAndStandOnce,
  recordedFactsAreUtf8,
  revocationCanBeLookedUp,
  serialNumberCannotBeGuessed,
];
