/** The public door of the relying party. */
export {
  BANK_APP,
  BANK_HOST,
  BANK_ORIGIN,
  type Bank,
  type BankDeps,
  type BankSteps,
  bankSteps,
  createBank,
} from './bank.ts';
