/** The cases of the role `card`, by id; a file with rows brings one case for each. */
import type { TestCase } from '../define.ts';
import announcesT1 from './announces-t-1.case.ts';
import answersSelectWithItsName from './answers-select-with-its-name.case.ts';
import blockedStaysBlocked from './blocked-stays-blocked.case.ts';
import bothPinsStayVerified from './both-pins-stay-verified.case.ts';
import certificateFiles from './certificate-files.case.ts';
import certificatesAreAnnounced from './certificates-are-announced.case.ts';
import certificatesBelongTogether from './certificates-belong-together.case.ts';
import changesAPin from './changes-a-pin.case.ts';
import changesNoPinUnverified from './changes-no-pin-unverified.case.ts';
import changesToNoBadValue from './changes-to-no-bad-value.case.ts';
import comparesByteByByte from './compares-byte-by-byte.case.ts';
import dataBesideAShortLe from './data-beside-a-short-le.case.ts';
import foreignCardsAreNotHere from './foreign-cards-are-not-here.case.ts';
import forgetsWhenItLeaves from './forgets-when-it-leaves.case.ts';
import givesAWholeFileAtOnce from './gives-a-whole-file-at-once.case.ts';
import givesNoMoreThanAsked from './gives-no-more-than-asked.case.ts';
import interindustryClassDoesNotSign from './interindustry-class-does-not-sign.case.ts';
import longerValueIsWrong from './longer-value-is-wrong.case.ts';
import malformedCommands from './malformed-commands.case.ts';
import nextMatchComesToAnEnd from './next-match-comes-to-an-end.case.ts';
import noFileWithoutAnApplication from './no-file-without-an-application.case.ts';
import noPinWithoutACurrentFile from './no-pin-without-a-current-file.case.ts';
import nobodyWrites from './nobody-writes.case.ts';
import nothingSignsWithoutAKey from './nothing-signs-without-a-key.case.ts';
import oneBlockedPinBlocksNoOther from './one-blocked-pin-blocks-no-other.case.ts';
import oneVerifyManySignatures from './one-verify-many-signatures.case.ts';
import onlyOneCertificateTellsWho from './only-one-certificate-tells-who.case.ts';
import onlyPinFilesVerify from './only-pin-files-verify.case.ts';
import otherModesSignNothing from './other-modes-sign-nothing.case.ts';
import otherParametersVerifyNothing from './other-parameters-verify-nothing.case.ts';
import padsVerbatim from './pads-verbatim.case.ts';
import pinAndKeyFilesAreSelected from './pin-and-key-files-are-selected.case.ts';
import queryClosesNothing from './query-closes-nothing.case.ts';
import queryTakesNoTry from './query-takes-no-try.case.ts';
import readsByShortIdentifier from './reads-by-short-identifier.case.ts';
import readsFromAnyOffset from './reads-from-any-offset.case.ts';
import readsToTheEndAndNoFurther from './reads-to-the-end-and-no-further.case.ts';
import repetitionIsHarmless from './repetition-is-harmless.case.ts';
import sameSignatureEachDay from './same-signature-each-day.case.ts';
import secretsAreNeverRead from './secrets-are-never-read.case.ts';
import selectsByTheBeginningOfAName from './selects-by-the-beginning-of-a-name.case.ts';
import signatureModes from './signature-modes.case.ts';
import signingKeyNeedsItsOwnPin from './signing-key-needs-its-own-pin.case.ts';
import signingPinBlocksAfterFive from './signing-pin-blocks-after-five.case.ts';
import signsByShortIdentifier from './signs-by-short-identifier.case.ts';
import signsOnlyAfterVerify from './signs-only-after-verify.case.ts';
import successRestoresTheTries from './success-restores-the-tries.case.ts';
import takesNoOtherName from './takes-no-other-name.case.ts';
import tokenInformation from './token-information.case.ts';
import toleratesATrailingLe from './tolerates-a-trailing-le.case.ts';
import unknownCommands from './unknown-commands.case.ts';
import unknownFileIsRefused from './unknown-file-is-refused.case.ts';
import verifiesByShortIdentifier from './verifies-by-short-identifier.case.ts';
import wrongLengthsSignNothing from './wrong-lengths-sign-nothing.case.ts';
import wrongPinCountsAfterARightOne from './wrong-pin-counts-after-a-right-one.case.ts';
import wrongPinOpensNothing from './wrong-pin-opens-nothing.case.ts';

export const CARD_CASES: readonly TestCase[] = [
  queryTakesNoTry,
  successRestoresTheTries,
  blockedStaysBlocked,
  signsOnlyAfterVerify,
  readsToTheEndAndNoFurther,
  forgetsWhenItLeaves,
  takesNoOtherName,
  answersSelectWithItsName,
  nextMatchComesToAnEnd,
  unknownFileIsRefused,
  foreignCardsAreNotHere,
  noFileWithoutAnApplication,
  pinAndKeyFilesAreSelected,
  toleratesATrailingLe,
  selectsByTheBeginningOfAName,
  verifiesByShortIdentifier,
  otherParametersVerifyNothing,
  longerValueIsWrong,
  noPinWithoutACurrentFile,
  onlyPinFilesVerify,
  comparesByteByByte,
  wrongPinOpensNothing,
  wrongPinCountsAfterARightOne,
  queryClosesNothing,
  signingPinBlocksAfterFive,
  oneBlockedPinBlocksNoOther,
  bothPinsStayVerified,
  readsFromAnyOffset,
  givesNoMoreThanAsked,
  givesAWholeFileAtOnce,
  readsByShortIdentifier,
  secretsAreNeverRead,
  tokenInformation,
  certificatesAreAnnounced,
  ...certificateFiles,
  certificatesBelongTogether,
  onlyOneCertificateTellsWho,
  ...padsVerbatim,
  ...signatureModes,
  otherModesSignNothing,
  wrongLengthsSignNothing,
  signsByShortIdentifier,
  oneVerifyManySignatures,
  signingKeyNeedsItsOwnPin,
  interindustryClassDoesNotSign,
  nothingSignsWithoutAKey,
  sameSignatureEachDay,
  ...changesAPin,
  changesNoPinUnverified,
  ...changesToNoBadValue,
  ...unknownCommands,
  ...malformedCommands,
  dataBesideAShortLe,
  repetitionIsHarmless,
  announcesT1,
  nobodyWrites,
];
