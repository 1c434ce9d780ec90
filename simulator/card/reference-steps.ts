/** The steps of the reference card. */
import type { CardSteps } from './card-steps.ts';
import { changeReferenceData } from './commands/change-reference-data.ts';
import { computeDigitalSignature } from './commands/compute-digital-signature.ts';
import { queryTries } from './commands/query-tries.ts';
import { readBinary } from './commands/read-binary.ts';
import { select } from './commands/select.ts';
import { verify } from './commands/verify.ts';
import { afterSign, mayRead, maySign } from './policies/access-policies.ts';
import { endOfFile } from './policies/end-of-file.ts';
import {
  comparePin,
  isBlocked,
  onVerifyFailure,
  onVerifySuccess,
  tellTries,
} from './policies/pin-policies.ts';
import { afterPower, afterSelectApplication, findApplication } from './policies/session-policies.ts';
import { padForSignature, signatureInput } from './policies/signature-encoding.ts';

export const referenceCardSteps: CardSteps = {
  select,
  verify,
  queryTries,
  changeReferenceData,
  readBinary,
  computeDigitalSignature,
  findApplication,
  afterSelectApplication,
  afterPower,
  comparePin,
  isBlocked,
  onVerifySuccess,
  onVerifyFailure,
  tellTries,
  mayRead,
  maySign,
  afterSign,
  endOfFile,
  signatureInput,
  padForSignature,
};
