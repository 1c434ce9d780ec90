/** The named steps of the CA. Replacing one gives a CA with one defect. */
import { readOcspRequest } from '../pki/index.ts';
import { consentedOnly } from '../profile/index.ts';
import { checkFresh, checkInForce, checkSigns } from './certificates/holder.ts';
import { doublesOf, supersededBy } from './certificates/in-force.ts';
import { isUntrue } from './certificates/learn.ts';
import { checkRenewalLimit } from './certificates/renew.ts';
import { checkSay, endableByCard, isMeant } from './certificates/revocation-request.ts';
import { revoke } from './certificates/revoke.ts';
import { checkService, forward, withdrawUnderNewNumber } from './consent/consents.ts';
import { mayHear } from './consent/delivery.ts';
import { mayAsk, mayTake, noticeLoss, watchPersons } from './consent/watch.ts';
import { certify } from './issuing/certify.ts';
import { checkKey } from './issuing/keys.ts';
import { mapHolder } from './issuing/names.ts';
import { checkChain, checkPurpose } from './jpki/certificate.ts';
import { checkSignature, readSignedMessage } from './jpki/signed-message.ts';
import { askStatus, checkStatus } from './jpki/status.ts';
import { transition } from './lifecycle/transition.ts';
import { checkExaminer, entriesFor, proofOf } from './operations/examination.ts';
import { announceEnd, isOld } from './operations/tick.ts';
import { checkReceipt, checkSecondTap } from './registration/activate.ts';
import { checkCode } from './registration/code.ts';
import { checkContent, checkTerms, readContent, requestInside } from './registration/content.ts';
import { needsInspection, needsSecondTap } from './registration/decide.ts';
import { enterPerson, lookForPerson, pairwiseOf } from './registration/person.ts';
import {
  checkAttestation,
  checkBinding,
  checkProof,
  checkSeparate,
  readRequest,
} from './registration/request.ts';
import { schemeOf } from './registration/schemes.ts';
import { checkStillOpen, checkUsable } from './registration/usable.ts';
import { callerOf, checkConfirmation } from './relying-party/cases.ts';
import { checkGrant } from './relying-party/links.ts';
import { isListDue, listed, numberOfList, speaksFor, statusOf } from './repository/status.ts';
import { entered } from './state/audit.ts';

export const caSteps = {
  // Life cycles.
  transition,
  // Registration, in the order in which `decide` takes them.
  checkUsable,
  readSignedMessage,
  checkSignature,
  readContent,
  checkContent,
  checkTerms,
  checkPurpose,
  checkChain,
  requestInside,
  readRequest,
  checkProof,
  checkBinding,
  checkKey,
  checkAttestation,
  checkSeparate,
  mapHolder,
  checkStatus,
  checkStillOpen,
  lookForPerson,
  enterPerson,
  schemeOf,
  needsInspection,
  needsSecondTap,
  checkSecondTap,
  certify,
  checkCode,
  checkReceipt,
  supersededBy,
  doublesOf,
  pairwiseOf,
  // Certificates in force.
  checkFresh,
  checkInForce,
  checkSigns,
  checkRenewalLimit,
  checkSay,
  endableByCard,
  isMeant,
  revoke,
  isUntrue,
  announceEnd,
  // The latest four items.
  checkService,
  forward,
  withdrawUnderNewNumber,
  askStatus,
  noticeLoss,
  mayAsk,
  mayTake,
  watchPersons,
  consentedOnly,
  mayHear,
  // Relying parties and the hub.
  callerOf,
  checkConfirmation,
  checkGrant,
  // The record of decisions, and who reads it.
  entered,
  checkExaminer,
  entriesFor,
  proofOf,
  isOld,
  // The repository.
  speaksFor,
  isListDue,
  numberOfList,
  listed,
  readStatusRequest: readOcspRequest,
  statusOf,
};
export type CaSteps = { [Name in keyof typeof caSteps]: (typeof caSteps)[Name] };
