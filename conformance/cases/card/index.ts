/** The cases of the role `card`, by id; a file with rows brings one case for each. */
import type { TestCase } from '../define.ts';
import announcesT1 from './announces-t-1.case.ts';
import answersSelectWithItsName from './answers-select-with-its-name.case.ts';
import applicationsAreThere from './applications-are-there.case.ts';
import asksByShortIdentifier from './asks-by-short-identifier.case.ts';
import basicInformation from './basic-information.case.ts';
import birthdayIsACredential from './birthday-is-a-credential.case.ts';
import blockedStaysBlocked from './blocked-stays-blocked.case.ts';
import bothPinsStayVerified from './both-pins-stay-verified.case.ts';
import cardFaceIsSigned from './card-face-is-signed.case.ts';
import cardVerifiableCertificates from './card-verifiable-certificates.case.ts';
import certificateFiles from './certificate-files.case.ts';
import certificateOfTheChip from './certificate-of-the-chip.case.ts';
import certificatesAreAnnounced from './certificates-are-announced.case.ts';
import certificatesBelongTogether from './certificates-belong-together.case.ts';
import challengeHas256BytesAtMost from './challenge-has-256-bytes-at-most.case.ts';
import challenges from './challenges.case.ts';
import changeKeepsTheTries from './change-keeps-the-tries.case.ts';
import changesAPin from './changes-a-pin.case.ts';
import changesNoPinUnverified from './changes-no-pin-unverified.case.ts';
import changesTheOtherPins from './changes-the-other-pins.case.ts';
import changesToNoBadValue from './changes-to-no-bad-value.case.ts';
import commandsOfTheIssuer from './commands-of-the-issuer.case.ts';
import comparesByteByByte from './compares-byte-by-byte.case.ts';
import contactAtrObject from './contact-atr-object.case.ts';
import countersAreNotShared from './counters-are-not-shared.case.ts';
import dataBesideAShortLe from './data-beside-a-short-le.case.ts';
import eachNumberOpensItsOwn from './each-number-opens-its-own.case.ts';
import fileThatNothingOpens from './file-that-nothing-opens.case.ts';
import firstCommand from './first-command.case.ts';
import foreignCardsAreNotHere from './foreign-cards-are-not-here.case.ts';
import forgetsWhenItLeaves from './forgets-when-it-leaves.case.ts';
import givesAWholeFileAtOnce from './gives-a-whole-file-at-once.case.ts';
import givesAWholeFileByShortIdentifier from './gives-a-whole-file-by-short-identifier.case.ts';
import givesNoMoreThanAsked from './gives-no-more-than-asked.case.ts';
import individualNumberFile from './individual-number-file.case.ts';
import interindustryClassDoesNotSign from './interindustry-class-does-not-sign.case.ts';
import intermediateOfTheChip from './intermediate-of-the-chip.case.ts';
import internalAuthenticate from './internal-authenticate.case.ts';
import internalAuthentication from './internal-authentication.case.ts';
import issuerDataAgreeWithTheSerial from './issuer-data-agree-with-the-serial.case.ts';
import issuerDataObjects from './issuer-data-objects.case.ts';
import issuerDomainIsThePowerUpLevel from './issuer-domain-is-the-power-up-level.case.ts';
import keyExchangeElsewhere from './key-exchange-elsewhere.case.ts';
import keyExchangeTakesASeedOnly from './key-exchange-takes-a-seed-only.case.ts';
import keyExchangeWantsThePin from './key-exchange-wants-the-pin.case.ts';
import keyReferenceOfTheOffices from './key-reference-of-the-offices.case.ts';
import keysWithoutAPinDoNotAuthenticate from './keys-without-a-pin-do-not-authenticate.case.ts';
import lastCommandOfAPhone from './last-command-of-a-phone.case.ts';
import longObjectsNeedALongLe from './long-objects-need-a-long-le.case.ts';
import longerValueIsWrong from './longer-value-is-wrong.case.ts';
import malformedCommands from './malformed-commands.case.ts';
import nextMatchComesToAnEnd from './next-match-comes-to-an-end.case.ts';
import noFileWithoutAnApplication from './no-file-without-an-application.case.ts';
import noPinWithoutACurrentFile from './no-pin-without-a-current-file.case.ts';
import nobodyAuthenticatesToTheCard from './nobody-authenticates-to-the-card.case.ts';
import nobodyUnlocks from './nobody-unlocks.case.ts';
import nobodyWrites from './nobody-writes.case.ts';
import nobodyWritesRecords from './nobody-writes-records.case.ts';
import nothingSignsWithoutAKey from './nothing-signs-without-a-key.case.ts';
import nothingToReadAtPowerUp from './nothing-to-read-at-power-up.case.ts';
import numbersAreNotChanged from './numbers-are-not-changed.case.ts';
import offsetTables from './offset-tables.case.ts';
import oneBlockedPinBlocksNoOther from './one-blocked-pin-blocks-no-other.case.ts';
import oneKeyInThreeFiles from './one-key-in-three-files.case.ts';
import oneVerifyManySignatures from './one-verify-many-signatures.case.ts';
import onlyOneCertificateTellsWho from './only-one-certificate-tells-who.case.ts';
import onlyPinFilesVerify from './only-pin-files-verify.case.ts';
import otherApplicationCloses from './other-application-closes.case.ts';
import otherModesSignNothing from './other-modes-sign-nothing.case.ts';
import otherParametersVerifyNothing from './other-parameters-verify-nothing.case.ts';
import padsVerbatim from './pads-verbatim.case.ts';
import pictureOfTheNumber from './picture-of-the-number.case.ts';
import pinAndKeyFilesAreSelected from './pin-and-key-files-are-selected.case.ts';
import protectedFiles from './protected-files.case.ts';
import queryClosesNothing from './query-closes-nothing.case.ts';
import queryTakesNoTry from './query-takes-no-try.case.ts';
import readsByShortIdentifier from './reads-by-short-identifier.case.ts';
import readsFromAnyOffset from './reads-from-any-offset.case.ts';
import readsRecordsInNoOtherWay from './reads-records-in-no-other-way.case.ts';
import readsRecordsToTheLast from './reads-records-to-the-last.case.ts';
import readsToTheEndAndNoFurther from './reads-to-the-end-and-no-further.case.ts';
import recordOfAge from './record-of-age.case.ts';
import recordOfIntegrity from './record-of-integrity.case.ts';
import recordsAndBytesAreKeptApart from './records-and-bytes-are-kept-apart.case.ts';
import referenceLockedForEver from './reference-locked-for-ever.case.ts';
import refusedChangeChangesNothing from './refused-change-changes-nothing.case.ts';
import repetitionIsHarmless from './repetition-is-harmless.case.ts';
import sameSignatureEachDay from './same-signature-each-day.case.ts';
import secretsAreNeverRead from './secrets-are-never-read.case.ts';
import secureMessagingWantsASession from './secure-messaging-wants-a-session.case.ts';
import selectedAgain from './selected-again.case.ts';
import selectsAFileWithItsAnswer from './selects-a-file-with-its-answer.case.ts';
import selectsByTheBeginningOfAName from './selects-by-the-beginning-of-a-name.case.ts';
import serialRecord from './serial-record.case.ts';
import severalFaultsAtOnce from './several-faults-at-once.case.ts';
import signatureModes from './signature-modes.case.ts';
import signingKeyNeedsItsOwnPin from './signing-key-needs-its-own-pin.case.ts';
import signingPinBlocksAfterFive from './signing-pin-blocks-after-five.case.ts';
import signsByShortIdentifier from './signs-by-short-identifier.case.ts';
import signsOnlyAfterVerify from './signs-only-after-verify.case.ts';
import signsWithoutLe from './signs-without-le.case.ts';
import successRestoresTheTries from './success-restores-the-tries.case.ts';
import takesNoOtherName from './takes-no-other-name.case.ts';
import terminalCertificatesHaveTheirForm from './terminal-certificates-have-their-form.case.ts';
import thereIsNoMasterFile from './there-is-no-master-file.case.ts';
import tokenInformation from './token-information.case.ts';
import toleratesATrailingLe from './tolerates-a-trailing-le.case.ts';
import triesOfEachPin from './tries-of-each-pin.case.ts';
import unknownCommands from './unknown-commands.case.ts';
import unknownFileIsRefused from './unknown-file-is-refused.case.ts';
import unknownTerminalOpensNothing from './unknown-terminal-opens-nothing.case.ts';
import verifiesByShortIdentifier from './verifies-by-short-identifier.case.ts';
import warmReset from './warm-reset.case.ts';
import wrongLengthsSignNothing from './wrong-lengths-sign-nothing.case.ts';
import wrongPinCountsAfterARightOne from './wrong-pin-counts-after-a-right-one.case.ts';
import wrongPinOpensNothing from './wrong-pin-opens-nothing.case.ts';

/** Of the 公的個人認証AP and the commands that every application shares. */
const JPKI_CASES: readonly TestCase[] = [
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
  firstCommand,
  nobodyWrites,
  selectedAgain,
  warmReset,
  selectsAFileWithItsAnswer,
  asksByShortIdentifier,
  givesAWholeFileByShortIdentifier,
  fileThatNothingOpens,
  signsWithoutLe,
  changeKeepsTheTries,
  ...refusedChangeChangesNothing,
  nobodyUnlocks,
  nobodyAuthenticatesToTheCard,
  commandsOfTheIssuer,
  severalFaultsAtOnce,
  lastCommandOfAPhone,
  unknownTerminalOpensNothing,
  terminalCertificatesHaveTheirForm,
];

/** Of the other applications and of the power-up level. */
const APPLICATION_CASES: readonly TestCase[] = [
  ...applicationsAreThere,
  ...triesOfEachPin,
  birthdayIsACredential,
  ...countersAreNotShared,
  ...protectedFiles,
  ...eachNumberOpensItsOwn,
  otherApplicationCloses,
  ...cardVerifiableCertificates,
  ...basicInformation,
  individualNumberFile,
  ...offsetTables,
  recordOfIntegrity,
  cardFaceIsSigned,
  recordOfAge,
  ...internalAuthentication,
  serialRecord,
  recordsAndBytesAreKeptApart,
  ...issuerDataObjects,
  issuerDataAgreeWithTheSerial,
  ...challenges,
  internalAuthenticate,
  ...changesTheOtherPins,
  keyReferenceOfTheOffices,
  readsRecordsToTheLast,
  readsRecordsInNoOtherWay,
  nobodyWritesRecords,
  pictureOfTheNumber,
  oneKeyInThreeFiles,
  numbersAreNotChanged,
  referenceLockedForEver,
  keysWithoutAPinDoNotAuthenticate,
  challengeHas256BytesAtMost,
  contactAtrObject,
  intermediateOfTheChip,
  certificateOfTheChip,
  longObjectsNeedALongLe,
  thereIsNoMasterFile,
  nothingToReadAtPowerUp,
  issuerDomainIsThePowerUpLevel,
  ...keyExchangeElsewhere,
  keyExchangeWantsThePin,
  keyExchangeTakesASeedOnly,
  secureMessagingWantsASession,
];

export const CARD_CASES: readonly TestCase[] = [...JPKI_CASES, ...APPLICATION_CASES];
