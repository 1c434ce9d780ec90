/** The profile of JPKI certificates. One file for each rule; the order is that of the alphabet. */
import type { CertificateRule } from '../../rule.ts';
import addressFlagsFitTheAddress from './address-flags-fit-the-address.ts';
import addressIsNotTooLong from './address-is-not-too-long.ts';
import addressIsOfCharactersThatCertificatesHold from './address-is-of-characters-that-certificates-hold.ts';
import addressesAreReservedForTests from './addresses-are-reserved-for-tests.ts';
import alternativeNameHoldsNothingElse from './alternative-name-holds-nothing-else.ts';
import authenticationEndsWithinSixYears from './authentication-ends-within-six-years.ts';
import authorityKeyIdentifierHasThreeParts from './authority-key-identifier-has-three-parts.ts';
import authorityKeyIdentifierNamesTheRoot from './authority-key-identifier-names-the-root.ts';
import birthIsADate from './birth-is-a-date.ts';
import birthIsNineDigits from './birth-is-nine-digits.ts';
import caHasAJapaneseName from './ca-has-a-japanese-name.ts';
import caLastsTenYearsLessADay from './ca-lasts-ten-years-less-a-day.ts';
import caSetsNoPathLength from './ca-sets-no-path-length.ts';
import endsWithADayInJapan from './ends-with-a-day-in-japan.ts';
import eraFitsTheDate from './era-fits-the-date.ts';
import extensionsAreThoseOfTheProfile from './extensions-are-those-of-the-profile.ts';
import extensionsStandInTheirOrder from './extensions-stand-in-their-order.ts';
import genderIsAKnownDigit from './gender-is-a-known-digit.ts';
import identifierHasItsForm from './identifier-has-its-form.ts';
import isSignedWithSha256AndRsa from './is-signed-with-sha-256-and-rsa.ts';
import issuerAlternativeNameIsThatOfTheCa from './issuer-alternative-name-is-that-of-the-ca.ts';
import issuerHasThePartsOfTheCaName from './issuer-has-the-parts-of-the-ca-name.ts';
import issuerIsTheAuthorityOfTheKind from './issuer-is-the-authority-of-the-kind.ts';
import itemsAreThereOnce from './items-are-there-once.ts';
import itemsAreUtf8 from './items-are-utf8.ts';
import itemsStandInTheirOrder from './items-stand-in-their-order.ts';
import keyIdentifierIsSha1OfTheKey from './key-identifier-is-sha-1-of-the-key.ts';
import keyIsRsa2048 from './key-is-rsa-2048.ts';
import keyUsageIsThatOfItsKind from './key-usage-is-that-of-its-kind.ts';
import listIsNamedByOneDirectoryName from './list-is-named-by-one-directory-name.ts';
import listIsThatOfTheMunicipality from './list-is-that-of-the-municipality.ts';
import listOfAMunicipalityHasItsParts from './list-of-a-municipality-has-its-parts.ts';
import listOfCasBearsTheirName from './list-of-cas-bears-their-name.ts';
import nameFlagsFitTheName from './name-flags-fit-the-name.ts';
import nameHasSingleSpacesInside from './name-has-single-spaces-inside.ts';
import nameIsOfCharactersThatCertificatesHold from './name-is-of-characters-that-certificates-hold.ts';
import namesAreUtf8ExceptTheCountry from './names-are-utf8-except-the-country.ts';
import namesHoldOneAttributeInEachPart from './names-hold-one-attribute-in-each-part.ts';
import organisationSaysThatItIsATest from './organisation-says-that-it-is-a-test.ts';
import policiesAreCritical from './policies-are-critical.ts';
import policyIsThatOfItsKind from './policy-is-that-of-its-kind.ts';
import policyPointsToItsStatement from './policy-points-to-its-statement.ts';
import purposeIsClientAuthentication from './purpose-is-client-authentication.ts';
import purposeIsNotCritical from './purpose-is-not-critical.ts';
import responderAddressIsOne from './responder-address-is-one.ts';
import responderLastsAYearAtMost from './responder-lasts-a-year-at-most.ts';
import serialNumberIsThatOfACounter from './serial-number-is-that-of-a-counter.ts';
import signingEndsByTheSixthBirthday from './signing-ends-by-the-sixth-birthday.ts';
import subjectHasThePartsOfItsKind from './subject-has-the-parts-of-its-kind.ts';

export const jpkiRules: readonly CertificateRule[] = [
  addressFlagsFitTheAddress,
  addressIsNotTooLong,
  addressIsOfCharactersThatCertificatesHold,
  addressesAreReservedForTests,
  alternativeNameHoldsNothingElse,
  authenticationEndsWithinSixYears,
  authorityKeyIdentifierHasThreeParts,
  authorityKeyIdentifierNamesTheRoot,
  birthIsADate,
  birthIsNineDigits,
  caHasAJapaneseName,
  caLastsTenYearsLessADay,
  caSetsNoPathLength,
  endsWithADayInJapan,
  eraFitsTheDate,
  extensionsAreThoseOfTheProfile,
  extensionsStandInTheirOrder,
  genderIsAKnownDigit,
  identifierHasItsForm,
  isSignedWithSha256AndRsa,
  issuerAlternativeNameIsThatOfTheCa,
  issuerHasThePartsOfTheCaName,
  issuerIsTheAuthorityOfTheKind,
  itemsAreThereOnce,
  itemsAreUtf8,
  itemsStandInTheirOrder,
  keyIdentifierIsSha1OfTheKey,
  keyIsRsa2048,
  keyUsageIsThatOfItsKind,
  listIsNamedByOneDirectoryName,
  listIsThatOfTheMunicipality,
  listOfAMunicipalityHasItsParts,
  listOfCasBearsTheirName,
  nameFlagsFitTheName,
  nameHasSingleSpacesInside,
  nameIsOfCharactersThatCertificatesHold,
  namesAreUtf8ExceptTheCountry,
  namesHoldOneAttributeInEachPart,
  organisationSaysThatItIsATest,
  policiesAreCritical,
  policyIsThatOfItsKind,
  policyPointsToItsStatement,
  purposeIsClientAuthentication,
  purposeIsNotCritical,
  responderAddressIsOne,
  responderLastsAYearAtMost,
  serialNumberIsThatOfACounter,
  signingEndsByTheSixthBirthday,
  subjectHasThePartsOfItsKind,
];
