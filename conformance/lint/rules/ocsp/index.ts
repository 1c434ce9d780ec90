/** Answers about status. One file for each rule; the order is that of the alphabet. */
import type { OcspRule } from '../../rule.ts';
import algorithmIsStrong from './algorithm-is-strong.ts';
import answersAboutSomething from './answers-about-something.ts';
import bytesGoWithSuccess from './bytes-go-with-success.ts';
import contradictsItselfNowhere from './contradicts-itself-nowhere.ts';
import countsForAQuarterOfAnHour from './counts-for-a-quarter-of-an-hour.ts';
import defaultVersionIsNotWritten from './default-version-is-not-written.ts';
import hasEachExtensionOnce from './has-each-extension-once.ts';
import isDer from './is-der.ts';
import knownStatusIsOfTheCa from './known-status-is-of-the-ca.ts';
import madeWhenTheStatusWasKnown from './made-when-the-status-was-known.ts';
import madeWhileItCounts from './made-while-it-counts.ts';
import nextUpdateIsLater from './next-update-is-later.ts';
import noExtensionIsCritical from './no-extension-is-critical.ts';
import nonceHasALawfulLength from './nonce-has-a-lawful-length.ts';
import reasonsExist from './reasons-exist.ts';
import responderIsAtHand from './responder-is-at-hand.ts';
import responderIsNamedByItsKey from './responder-is-named-by-its-key.ts';
import responderIsOfTheCa from './responder-is-of-the-ca.ts';
import responderIsValidWhenItAnswers from './responder-is-valid-when-it-answers.ts';
import responderMaySignAnswers from './responder-may-sign-answers.ts';
import responseIsBasic from './response-is-basic.ts';
import revocationIsPast from './revocation-is-past.ts';
import signatureIsOfTheResponder from './signature-is-of-the-responder.ts';
import statusExists from './status-exists.ts';
import statusIsOneOfThree from './status-is-one-of-three.ts';
import tellsItsNextUpdate from './tells-its-next-update.ts';
import timesAreGeneralized from './times-are-generalized.ts';

export const ocspRules: readonly OcspRule[] = [
  algorithmIsStrong,
  answersAboutSomething,
  bytesGoWithSuccess,
  contradictsItselfNowhere,
  countsForAQuarterOfAnHour,
  defaultVersionIsNotWritten,
  hasEachExtensionOnce,
  isDer,
  knownStatusIsOfTheCa,
  madeWhenTheStatusWasKnown,
  madeWhileItCounts,
  nextUpdateIsLater,
  noExtensionIsCritical,
  nonceHasALawfulLength,
  reasonsExist,
  responderIsAtHand,
  responderIsNamedByItsKey,
  responderIsOfTheCa,
  responderIsValidWhenItAnswers,
  responderMaySignAnswers,
  responseIsBasic,
  revocationIsPast,
  signatureIsOfTheResponder,
  statusExists,
  statusIsOneOfThree,
  tellsItsNextUpdate,
  timesAreGeneralized,
];
