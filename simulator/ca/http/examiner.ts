/** What the examining body (指定調査機関) asks of the CA (docs/open-profile.md, Record). */
import { jsonResponse, type Operation, operation, Refusal, recordPart } from '../../profile/index.ts';
import type { CaContext } from '../context.ts';
import { afterOf } from './after.ts';

const PROOF_TYPE = 'application/octet-stream';

export const examinerOperations = (ctx: CaContext): readonly Operation[] => [
  operation({
    method: 'GET',
    path: '/audit/entries',
    summary: 'The record of decisions since `after`, for the examining body. No personal data.',
    query: { after: { says: 'number of the last entry known; absent: from the first' } },
    answers: { 200: { says: 'Entries, oldest first.', schema: recordPart } },
    problems: ['examiner-unknown', 'request-malformed'],
    handle({ headers, query }) {
      ctx.steps.checkExaminer(ctx, headers);
      const entries = ctx.steps.entriesFor(ctx, afterOf(query.after));
      return jsonResponse({ entries, last: ctx.store.audit.length });
    },
  }),
  operation({
    method: 'GET',
    path: '/audit/proofs/{digest}',
    summary: 'What an entry names by its SHA-256, as it came: a signed application, an answer about status.',
    answers: { 200: { says: 'The bytes.', type: PROOF_TYPE } },
    problems: ['examiner-unknown', 'proof-unknown'],
    handle({ headers, path }) {
      ctx.steps.checkExaminer(ctx, headers);
      const proof = ctx.steps.proofOf(ctx, path.digest!);
      if (!proof) throw new Refusal('proof-unknown');
      return new Response(proof, { headers: { 'content-type': PROOF_TYPE } });
    },
  }),
];
