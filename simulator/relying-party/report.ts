/**
 * A change that the person brings (shape B): the phone was told by the CA, showed old → new, and sends what was shown by one
 * press. Before it nothing of the change reaches the bank.
 */

import type { z } from 'zod';
import { type Certificate, readCertificate } from '../pki/index.ts';
import {
  changeSetOf,
  customerRecord,
  type FactsReport,
  factsReport,
  factsReportRequest,
  jsonResponse,
  type Operation,
  operation,
  parseJson,
  Refusal,
  recordRequestPayload,
  sha256Hex,
} from '../profile/index.ts';
import { CERTIFICATE_PROBLEMS, readSigned } from './certificates.ts';
import { BANK_APP, type BankContext, type Customer } from './context.ts';
import { customerBehind, recordOf } from './customers.ts';

/** The customer whose key signed it, and what it says. `check`: is the certificate good for this? */
async function signedBy<S extends z.ZodType<{ appId: string; at: string }>>(
  ctx: BankContext,
  schema: S,
  compact: string,
  check: (ctx: BankContext, certificate: Certificate) => Promise<void>,
): Promise<{ content: z.infer<S>; customer: Customer }> {
  const { steps } = ctx;
  const jws = readSigned(compact, 'change-malformed');
  steps.checkMessageSignature(jws);
  const content = parseJson(schema, jws.payload, 'change-malformed');
  const certificate = readCertificate(jws.chain[0]!);
  await check(ctx, certificate);
  const customer = customerBehind(ctx, certificate);
  if (content.appId !== BANK_APP) throw new Refusal('change-mismatch');
  return { content, customer };
}

/** Is this very report in the record? Its answer may have been lost: the phone gets it again, and nothing more happens (INV-28). */
export const isReported = (digest: string, { reported }: Customer): boolean => reported.has(digest);

/** What was shown is what is sent, and it was shown beside the record as it still is. */
export function checkReport(report: FactsReport, customer: Customer): void {
  if (report.changeSet !== changeSetOf(report.items)) throw new Refusal('change-mismatch');
  if (report.onto !== customer.version) throw new Refusal('change-overtaken');
}

const SIGNED = [
  'request-malformed',
  'change-malformed',
  'change-signature-invalid',
  ...CERTIFICATE_PROBLEMS,
  'signer-not-this-customer',
  'change-mismatch',
  'request-stale',
] as const;

export const reportOperations = (ctx: BankContext): readonly Operation[] => [
  operation({
    method: 'POST',
    path: '/record',
    summary: 'What the bank has on record, for the phone of the customer: signed by its key.',
    body: factsReportRequest,
    signed: { jws: recordRequestPayload },
    answers: { 200: { says: 'The record.', schema: customerRecord } },
    problems: SIGNED,
    async handle({ body: { jws } }) {
      const { steps } = ctx;
      const { content, customer } = await signedBy(
        ctx,
        recordRequestPayload,
        jws,
        steps.checkLookCertificate,
      );
      steps.checkMessageAge(ctx, content.at);
      return jsonResponse(recordOf(customer));
    },
  }),
  operation({
    method: 'POST',
    path: '/reports',
    summary: 'The person tells of a change: what was shown on the phone, by one press.',
    body: factsReportRequest,
    signed: { jws: factsReport },
    answers: { 200: { says: 'The record with the change in it.', schema: customerRecord } },
    problems: [...SIGNED, 'change-overtaken'],
    async handle({ body: { jws } }) {
      const { steps } = ctx;
      const { content, customer } = await signedBy(ctx, factsReport, jws, steps.checkPressCertificate);
      const digest = sha256Hex(jws);
      if (steps.isReported(digest, customer)) return jsonResponse(recordOf(customer));
      steps.checkMessageAge(ctx, content.at);
      steps.checkReport(content, customer);
      const { nonce, changeSet, items } = content;
      steps.applyChange(ctx, customer, { id: nonce, changeSet, items });
      customer.reported.add(digest);
      return jsonResponse(recordOf(customer));
    },
  }),
];
