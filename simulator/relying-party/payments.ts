/** Payments: proposed, shown and signed on the phone, verified, executed once (M24, M25; INV-33). */
import { readCertificate } from '../pki/index.ts';
import {
  account,
  canonicalContent,
  digestsOf,
  jsonResponse,
  type Operation,
  operation,
  type PaymentContent,
  PROFILE_VERSION,
  parseJson,
  paymentContent,
  paymentState,
  profileTime,
  type ReadJws,
  Refusal,
  readContent,
  type TransactionPayload,
  type TransactionProposal,
  transactionPayload,
  transactionProposal,
  transactionSignature,
} from '../profile/index.ts';
import { CERTIFICATE_PROBLEMS, readSigned } from './certificates.ts';
import { BANK_APP, BANK_ORIGIN, type BankContext, type Customer, keep, type Payment } from './context.ts';
import { step } from './machines.ts';

/** How long a proposal may be signed. Assumed: no public figure. */
const PROPOSAL_LIFE_MS = 10 * 60_000;

export function propose(ctx: BankContext, { psid }: Customer, content: PaymentContent): TransactionProposal {
  const expires = new Date(ctx.now().getTime() + PROPOSAL_LIFE_MS);
  const bytes = canonicalContent(content);
  const proposal: TransactionProposal = {
    profile: PROFILE_VERSION,
    transaction: ctx.id(16),
    nonce: ctx.id(32),
    appId: BANK_APP,
    origin: BANK_ORIGIN,
    template: content.template,
    content: Buffer.from(bytes).toString('base64'),
    expires: profileTime(expires),
  };
  keep(ctx.payments, proposal.transaction, { proposal, psid, content: bytes, expires, state: 'proposed' });
  return proposal;
}

/** A payment of this customer; those of others are not even admitted to exist. */
export function findPayment(ctx: BankContext, { psid }: Customer, transaction: string): Payment {
  const payment = ctx.payments.get(transaction);
  if (!payment || payment.psid !== psid) throw new Refusal('transaction-unknown');
  return payment;
}

export function checkPaymentTerm({ now }: BankContext, payment: Payment): void {
  if (payment.state === 'proposed' && now() > payment.expires)
    payment.state = step('payment', 'proposed', 'expire');
}

/** A payload for this purpose and no other (INV-36). */
export const readTransaction = (jws: ReadJws): TransactionPayload =>
  parseJson(transactionPayload, jws.payload, 'transaction-malformed');

export function checkTransactionSignature(jws: ReadJws): void {
  if (!jws.verified) throw new Refusal('transaction-signature-invalid');
}

/** Made for this proposal, this app, this origin. */
export function checkProposal(payload: TransactionPayload, { proposal }: Payment): void {
  const same =
    payload.transaction === proposal.transaction &&
    payload.nonce === proposal.nonce &&
    payload.appId === proposal.appId &&
    payload.origin === proposal.origin;
  if (!same) throw new Refusal('transaction-mismatch');
}

/** Over the very bytes that were proposed: any other bit is another transaction (電子署名法2条1項; INV-33). */
export function checkContent({ content }: TransactionPayload, payment: Payment): void {
  if (content !== digestsOf(readContent(payment.content)).content) throw new Refusal('transaction-mismatch');
}

/** Shown by the template of the proposal, with its values. */
export function checkShown({ template, shown }: TransactionPayload, payment: Payment): void {
  if (template !== payment.proposal.template || shown !== digestsOf(readContent(payment.content)).shown)
    throw new Refusal('transaction-mismatch');
}

/** INV-33: from verified to executed, and the movement is booked. */
export function execute(ctx: BankContext, customer: Customer, payment: Payment): void {
  payment.state = step('payment', payment.state, 'execute');
  const { proposal, content } = payment;
  customer.movements.push({ transaction: proposal.transaction, at: ctx.now(), content });
}

/** From proposed to verified; a payment that is over is over. */
export function verifyPayment(payment: Payment): void {
  payment.state = step('payment', payment.state, 'verify', 'signed-by-the-customer');
}

async function sign(ctx: BankContext, customer: Customer, id: string, compact: string): Promise<Payment> {
  const { steps } = ctx;
  const jws = readSigned(compact, 'transaction-malformed');
  steps.checkTransactionSignature(jws);
  const payload = steps.readTransaction(jws);
  const certificate = readCertificate(jws.chain[0]!);
  await steps.checkSigningCertificate(ctx, certificate);
  const payment = steps.findPayment(ctx, customer, id);
  steps.checkSigner(customer, certificate);
  steps.checkProposal(payload, payment);
  steps.checkContent(payload, payment);
  steps.checkShown(payload, payment);
  steps.checkPaymentTerm(ctx, payment);
  steps.verifyPayment(payment);
  steps.execute(ctx, customer, payment);
  return payment;
}

const stateOf = ({ proposal: { transaction, content }, state }: Payment) => ({ transaction, state, content });

export const paymentOperations = (ctx: BankContext): readonly Operation[] => [
  operation({
    method: 'POST',
    path: '/payments',
    summary: 'M24: propose a payment; the answer is what the customer is to see and sign.',
    body: paymentContent,
    answers: { 201: { says: 'The proposal.', schema: transactionProposal } },
    problems: ['request-malformed', 'session-unknown', 'session-without-customer'],
    handle: ({ headers, body }) => jsonResponse(propose(ctx, ctx.steps.customerOf(ctx, headers), body), 201),
  }),
  operation({
    method: 'GET',
    path: '/payments/{transaction}',
    summary: 'How far a payment is.',
    answers: { 200: { says: 'Its state.', schema: paymentState } },
    problems: ['session-unknown', 'session-without-customer', 'transaction-unknown'],
    handle({ headers, path }) {
      const payment = ctx.steps.findPayment(ctx, ctx.steps.customerOf(ctx, headers), path.transaction!);
      ctx.steps.checkPaymentTerm(ctx, payment);
      return jsonResponse(stateOf(payment));
    },
  }),
  operation({
    method: 'POST',
    path: '/payments/{transaction}/signature',
    summary: 'M25: the customer’s signature; the payment is executed at once, and once.',
    body: transactionSignature,
    signed: { jws: transactionPayload },
    answers: { 200: { says: 'Executed.', schema: paymentState } },
    problems: [
      'request-malformed',
      'session-unknown',
      'session-without-customer',
      'transaction-malformed',
      'transaction-signature-invalid',
      ...CERTIFICATE_PROBLEMS,
      'transaction-unknown',
      'signer-not-this-customer',
      'transaction-mismatch',
      'transaction-expired',
      'transaction-closed',
    ],
    handle: async ({ headers, path, body: { jws } }) =>
      jsonResponse(stateOf(await sign(ctx, ctx.steps.customerOf(ctx, headers), path.transaction!, jws))),
  }),
  operation({
    method: 'GET',
    path: '/account',
    summary: 'What was executed.',
    answers: { 200: { says: 'The movements, oldest first.', schema: account } },
    problems: ['session-unknown', 'session-without-customer'],
    handle({ headers }) {
      const movements = ctx.steps.customerOf(ctx, headers).movements.map(({ transaction, at, content }) => ({
        transaction,
        at: profileTime(at),
        content: Buffer.from(content).toString('base64'),
      }));
      return jsonResponse({ movements });
    },
  }),
];
