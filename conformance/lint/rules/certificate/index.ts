/** What RFC 5280 and the law ask of every certificate. One file for each rule; the order is that of the alphabet. */
import type { CertificateRule } from '../../rule.ts';
import algorithmIsStrong from './algorithm-is-strong.ts';
import algorithmStandsTwiceAlike from './algorithm-stands-twice-alike.ts';
import alternativeNamesAreNotCritical from './alternative-names-are-not-critical.ts';
import alternativeNamesAreThere from './alternative-names-are-there.ts';
import authorityInformationIsNotCritical from './authority-information-is-not-critical.ts';
import caIdentifiesItsKey from './ca-identifies-its-key.ts';
import caIsMarkedCritically from './ca-is-marked-critically.ts';
import caMaySignCertificatesAndLists from './ca-may-sign-certificates-and-lists.ts';
import countryIsTwoLetters from './country-is-two-letters.ts';
import criticalExtensionsAreKnown from './critical-extensions-are-known.ts';
import curveIsLargeEnough from './curve-is-large-enough.ts';
import distributionPointNamesAList from './distribution-point-names-a-list.ts';
import distributionPointsAreNotCritical from './distribution-points-are-not-critical.ts';
import endsAfterItBegins from './ends-after-it-begins.ts';
import hasEachExtensionOnce from './has-each-extension-once.ts';
import hasEachPolicyOnce from './has-each-policy-once.ts';
import hasNoUniqueIdentifiers from './has-no-unique-identifiers.ts';
import isDer from './is-der.ts';
import issuerBearsTheNameOfTheCa from './issuer-bears-the-name-of-the-ca.ts';
import issuerIsNamed from './issuer-is-named.ts';
import keyIdentifierIsThatOfTheCa from './key-identifier-is-that-of-the-ca.ts';
import keyIdentifiersAreNotCritical from './key-identifiers-are-not-critical.ts';
import keyIsOfAKnownKind from './key-is-of-a-known-kind.ts';
import keyUsageHasABit from './key-usage-has-a-bit.ts';
import keyUsageIsCritical from './key-usage-is-critical.ts';
import livesWithinTheLifeOfItsCa from './lives-within-the-life-of-its-ca.ts';
import namesArePrintableOrUtf8 from './names-are-printable-or-utf8.ts';
import namesKeepToTheirLengths from './names-keep-to-their-lengths.ts';
import namesTheKeyOfItsIssuer from './names-the-key-of-its-issuer.ts';
import onlyACaIsMarkedAsOne from './only-a-ca-is-marked-as-one.ts';
import onlyACaSignsCertificates from './only-a-ca-signs-certificates.ts';
import pathLengthBelongsToACa from './path-length-belongs-to-a-ca.ts';
import purposesAreThere from './purposes-are-there.ts';
import responderIsNotLookedUp from './responder-is-not-looked-up.ts';
import responderMaySignAnswers from './responder-may-sign-answers.ts';
import rootIsSelfSigned from './root-is-self-signed.ts';
import rsaExponentIs65537 from './rsa-exponent-is-65537.ts';
import rsaKeyHasNullParameters from './rsa-key-has-null-parameters.ts';
import rsaKeyIsLongEnough from './rsa-key-is-long-enough.ts';
import serialNumberIsPositive from './serial-number-is-positive.ts';
import signatureIsOfTheCa from './signature-is-of-the-ca.ts';
import statementAddressIsAscii from './statement-address-is-ascii.ts';
import subjectIsNamed from './subject-is-named.ts';
import timesHaveTheTypeOfTheirYear from './times-have-the-type-of-their-year.ts';
import versionIs3 from './version-is-3.ts';

export const certificateRules: readonly CertificateRule[] = [
  algorithmIsStrong,
  algorithmStandsTwiceAlike,
  alternativeNamesAreNotCritical,
  alternativeNamesAreThere,
  authorityInformationIsNotCritical,
  caIdentifiesItsKey,
  caIsMarkedCritically,
  caMaySignCertificatesAndLists,
  countryIsTwoLetters,
  criticalExtensionsAreKnown,
  curveIsLargeEnough,
  distributionPointNamesAList,
  distributionPointsAreNotCritical,
  endsAfterItBegins,
  hasEachExtensionOnce,
  hasEachPolicyOnce,
  hasNoUniqueIdentifiers,
  isDer,
  issuerBearsTheNameOfTheCa,
  issuerIsNamed,
  keyIdentifierIsThatOfTheCa,
  keyIdentifiersAreNotCritical,
  keyIsOfAKnownKind,
  keyUsageHasABit,
  keyUsageIsCritical,
  livesWithinTheLifeOfItsCa,
  namesArePrintableOrUtf8,
  namesKeepToTheirLengths,
  namesTheKeyOfItsIssuer,
  onlyACaIsMarkedAsOne,
  onlyACaSignsCertificates,
  pathLengthBelongsToACa,
  purposesAreThere,
  responderIsNotLookedUp,
  responderMaySignAnswers,
  rootIsSelfSigned,
  rsaExponentIs65537,
  rsaKeyHasNullParameters,
  rsaKeyIsLongEnough,
  serialNumberIsPositive,
  signatureIsOfTheCa,
  statementAddressIsAscii,
  subjectIsNamed,
  timesHaveTheTypeOfTheirYear,
  versionIs3,
];
