/** The named steps of the bank. Replacing one gives a bank with one defect. */
import {
  checkCertificate,
  checkIssuer,
  checkSameKey,
  checkUsage,
  checkValidity,
  identify,
} from './certificates.ts';
import { checkSigner, customerOf } from './customers.ts';
import {
  checkAnswerSignature,
  checkChallenge,
  findChallenge,
  markUsed,
  readAnswer,
  readLogin,
} from './login.ts';
import {
  checkContent,
  checkPaymentTerm,
  checkProposal,
  checkShown,
  checkTransactionSignature,
  execute,
  findPayment,
  readTransaction,
  verifyPayment,
} from './payments.ts';
import { askList, askOcsp, checkStatus } from './status.ts';

export const bankSteps = {
  readAnswer,
  readLogin,
  checkAnswerSignature,
  findChallenge,
  checkChallenge,
  markUsed,
  checkIssuer,
  checkValidity,
  checkUsage,
  checkStatus,
  askOcsp,
  askList,
  identify,
  checkSameKey,
  customerOf,
  checkSigner,
  findPayment,
  readTransaction,
  checkTransactionSignature,
  checkSigningCertificate: checkCertificate,
  checkProposal,
  checkContent,
  checkShown,
  checkPaymentTerm,
  verifyPayment,
  execute,
};
export type BankSteps = { [Name in keyof typeof bankSteps]: (typeof bankSteps)[Name] };
