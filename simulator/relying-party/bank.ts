/** ABC bank: a relying party that knows its customers by the pairwise identifier of the accredited CA. */
import { createService, customerRecord, jsonResponse, type Operation, operation } from '../profile/index.ts';
import type { Handler } from '../world/index.ts';
import { changeOperations, tick } from './changes.ts';
import { consentOperations } from './consents.ts';
import type { BankContext, BankDeps } from './context.ts';
import { recordOf } from './customers.ts';
import { loginOperations } from './login.ts';
import { frontPage } from './page.ts';
import { paymentOperations } from './payments.ts';
import { reportOperations } from './report.ts';
import { type BankSteps, bankSteps } from './steps.ts';

export interface Bank {
  readonly handler: Handler;
  /** One round: what the CA tells, what has waited too long. */
  tick(): Promise<void>;
}

const pageOperation = operation({
  method: 'GET',
  path: '/',
  summary: 'What this is, for people.',
  answers: { 200: { says: 'The page.', type: 'text/html' } },
  handle: frontPage,
});

const customerOperations = (ctx: BankContext): readonly Operation[] => [
  operation({
    method: 'GET',
    path: '/customer',
    summary: 'What the bank has on record of the customer who is logged in.',
    answers: { 200: { says: 'The record.', schema: customerRecord } },
    problems: ['session-unknown', 'session-without-customer'],
    handle: ({ headers }) => jsonResponse(recordOf(ctx.steps.customerOf(ctx, headers))),
  }),
];

export function createBank(deps: BankDeps, steps: BankSteps = bankSteps): Bank {
  const chance = deps.chance.fork('bank');
  const ctx: BankContext = {
    deps,
    steps,
    now: () => deps.clock.now(),
    id: chance.id,
    nonce: () => chance.bytes(16),
    challenges: new Map(),
    sessions: new Map(),
    customers: new Map(),
    payments: new Map(),
    changes: new Map(),
    heard: { number: 0 },
    polled: { at: new Date(0) },
  };
  return {
    handler: createService('ABC bank (TEST)', [
      pageOperation,
      ...loginOperations(ctx),
      ...customerOperations(ctx),
      ...paymentOperations(ctx),
      ...changeOperations(ctx),
      ...reportOperations(ctx),
      ...(deps.verifier ? consentOperations(ctx, deps.verifier) : []),
    ]),
    tick: () => tick(ctx),
  };
}
