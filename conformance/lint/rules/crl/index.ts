/** Lists. One file for each rule; the order is that of the alphabet. */
import type { CrlRule } from '../../rule.ts';
import algorithmIsStrong from './algorithm-is-strong.ts';
import algorithmStandsTwiceAlike from './algorithm-stands-twice-alike.ts';
import caMaySignLists from './ca-may-sign-lists.ts';
import completeListHasNoLimits from './complete-list-has-no-limits.ts';
import criticalExtensionsAreKnown from './critical-extensions-are-known.ts';
import distributionPointIsCritical from './distribution-point-is-critical.ts';
import distributionPointSaysSomething from './distribution-point-says-something.ts';
import hasANumber from './has-a-number.ts';
import hasEachExtensionOnce from './has-each-extension-once.ts';
import identifiesTheKeyOfTheCa from './identifies-the-key-of-the-ca.ts';
import isDer from './is-der.ts';
import issuerBearsTheNameOfTheCa from './issuer-bears-the-name-of-the-ca.ts';
import leavesAnEmptyListAway from './leaves-an-empty-list-away.ts';
import leavesUnspecifiedAway from './leaves-unspecified-away.ts';
import listOfAMunicipalityNamesIt from './list-of-a-municipality-names-it.ts';
import listOfCasNamesThem from './list-of-cas-names-them.ts';
import namesEachCertificateOnce from './names-each-certificate-once.ts';
import nextUpdateIsLater from './next-update-is-later.ts';
import noEntryIsLaterThanTheList from './no-entry-is-later-than-the-list.ts';
import organisationSaysThatItIsATest from './organisation-says-that-it-is-a-test.ts';
import outlivesADay from './outlives-a-day.ts';
import reasonCodesAreNotCritical from './reason-codes-are-not-critical.ts';
import reasonsAreThoseOfJpki from './reasons-are-those-of-jpki.ts';
import reasonsExist from './reasons-exist.ts';
import removesNothing from './removes-nothing.ts';
import serialNumbersArePositive from './serial-numbers-are-positive.ts';
import signatureIsOfTheCa from './signature-is-of-the-ca.ts';
import tellsItsNextUpdate from './tells-its-next-update.ts';
import timesHaveTheTypeOfTheirYear from './times-have-the-type-of-their-year.ts';
import versionIs2 from './version-is-2.ts';

export const crlRules: readonly CrlRule[] = [
  algorithmIsStrong,
  algorithmStandsTwiceAlike,
  caMaySignLists,
  completeListHasNoLimits,
  criticalExtensionsAreKnown,
  distributionPointIsCritical,
  distributionPointSaysSomething,
  hasANumber,
  hasEachExtensionOnce,
  identifiesTheKeyOfTheCa,
  isDer,
  issuerBearsTheNameOfTheCa,
  leavesAnEmptyListAway,
  leavesUnspecifiedAway,
  listOfAMunicipalityNamesIt,
  listOfCasNamesThem,
  namesEachCertificateOnce,
  nextUpdateIsLater,
  noEntryIsLaterThanTheList,
  organisationSaysThatItIsATest,
  outlivesADay,
  reasonCodesAreNotCritical,
  reasonsAreThoseOfJpki,
  reasonsExist,
  removesNothing,
  serialNumbersArePositive,
  signatureIsOfTheCa,
  tellsItsNextUpdate,
  timesHaveTheTypeOfTheirYear,
  versionIs2,
];
