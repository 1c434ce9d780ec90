/** Relying parties with one defect each. */
import { bankSteps as reference } from '../../simulator/relying-party/index.ts';
import { type Mutant, mutant } from './define.ts';

export const BANK_MUTANTS: readonly Mutant[] = [
  mutant(
    'mutant:bank-takes-answers-again',
    'relying-party',
    'A challenge can be answered any number of times.',
    {
      bank: { markUsed: () => {} },
    },
  ),
  mutant('mutant:bank-ignores-the-nonce', 'relying-party', 'The nonce of the answer is not compared.', {
    bank: {
      checkChallenge: (payload, open) =>
        reference.checkChallenge({ ...payload, nonce: open.sent.nonce }, open),
    },
  }),
  mutant('mutant:bank-ignores-the-origin', 'relying-party', 'The origin in the answer is not compared.', {
    bank: {
      checkChallenge: (payload, open) =>
        reference.checkChallenge({ ...payload, origin: open.sent.origin }, open),
    },
  }),
  mutant('mutant:bank-does-not-verify', 'relying-party', 'The signature of the answer is not verified.', {
    bank: { checkAnswerSignature: () => {} },
  }),
  mutant('mutant:bank-trusts-any-ca', 'relying-party', 'A certificate of any CA logs in.', {
    bank: { checkIssuer: () => {} },
  }),
  mutant('mutant:bank-ignores-validity', 'relying-party', 'An expired certificate logs in.', {
    bank: { checkValidity: () => {} },
  }),
];
