/** The public door of the relying party. */
export { type Bank, createBank } from './bank.ts';
export { BANK_APP, BANK_HOST, BANK_ORIGIN, type BankContext, type BankDeps } from './context.ts';
export { BANK_MACHINES } from './machines.ts';
export { type BankSteps, bankSteps } from './steps.ts';
