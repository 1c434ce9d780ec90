/** The steps of the reference card. */
import type { CardSteps } from './card-steps.ts';
import { checkClass } from './class-byte.ts';
import { changeKey, changeReferenceData } from './commands/change-pin.ts';
import { computeDigitalSignature } from './commands/compute-digital-signature.ts';
import { endSession } from './commands/end-session.ts';
import { exchangeKey } from './commands/exchange-key.ts';
import { getChallenge } from './commands/get-challenge.ts';
import { findObject, getData } from './commands/get-data.ts';
import { internalAuthenticate } from './commands/internal-authenticate.ts';
import { queryTries } from './commands/query-tries.ts';
import { readBinary } from './commands/read-binary.ts';
import { readRecord } from './commands/read-record.ts';
import { select } from './commands/select.ts';
import { verify } from './commands/verify.ts';
import { acceptsTerminal, verifyCertificate } from './commands/verify-certificate.ts';
import { afterSign, mayRead, maySign } from './policies/access-policies.ts';
import { endOfFile } from './policies/end-of-file.ts';
import {
  acceptsNewValue,
  afterPinChange,
  afterUnlock,
  comparePin,
  isBlocked,
  onVerifyFailure,
  onVerifySuccess,
  tellTries,
} from './policies/pin-policies.ts';
import {
  afterPower,
  afterSelectApplication,
  findApplication,
  joinChain,
} from './policies/session-policies.ts';
import { ecdsaInput, encodePss, padForSignature, signatureInput } from './policies/signature-encoding.ts';

export const referenceCardSteps: CardSteps = {
  select,
  verify,
  queryTries,
  changeReferenceData,
  readBinary,
  computeDigitalSignature,
  readRecord,
  getData,
  getChallenge,
  internalAuthenticate,
  changeKey,
  verifyCertificate,
  exchangeKey,
  endSession,
  checkClass,
  joinChain,
  findApplication,
  afterSelectApplication,
  afterPower,
  comparePin,
  isBlocked,
  onVerifySuccess,
  onVerifyFailure,
  tellTries,
  acceptsNewValue,
  afterPinChange,
  afterUnlock,
  mayRead,
  maySign,
  afterSign,
  endOfFile,
  signatureInput,
  padForSignature,
  encodePss,
  ecdsaInput,
  findObject,
  acceptsTerminal,
};
