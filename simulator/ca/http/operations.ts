/** What the CA's own people and its clockwork do. A service apart: nobody outside may reach it. */
import { z } from 'zod';
import { createService, jsonResponse, operation, Refusal } from '../../profile/index.ts';
import type { Handler } from '../../world/index.ts';
import type { CaContext } from '../context.ts';
import { revokeByOperator, tick } from '../operations/tick.ts';
import { inspect } from '../registration/decide.ts';
import { applicationOf } from '../registration/usable.ts';
import { verifyAudit } from '../state/audit.ts';

const decision = z.strictObject({ decision: z.enum(['approve', 'refuse']) });
const ground = z.strictObject({ ground: z.enum(['key-compromise', 'facts-untrue', 'operator']) });
const head = z.strictObject({ whole: z.boolean(), n: z.int(), hash: z.string().optional() });

export const operationsService = (ctx: CaContext): Handler =>
  createService('Operations of the accredited CA (TEST)', [
    operation({
      method: 'POST',
      path: '/poll',
      summary:
        'One round of what the CA does by itself: consents, lost anchors, certificates past their time.',
      answers: { 204: { says: 'Done.' } },
      async handle() {
        await tick(ctx);
        return new Response(null, { status: 204 });
      },
    }),
    operation({
      method: 'POST',
      path: '/inspections/{application}',
      summary: 'The word of the person who looked at an application (schemes before 2024-10).',
      body: decision,
      answers: { 204: { says: 'Noted.' } },
      problems: ['request-malformed', 'application-unknown', 'application-replayed', 'application-expired'],
      handle({ path, body }) {
        applicationOf(ctx, path.application!);
        inspect(ctx, path.application!, body.decision);
        return new Response(null, { status: 204 });
      },
    }),
    operation({
      method: 'POST',
      path: '/certificates/{serial}/revocation',
      summary: 'The CA ends a certificate on its own.',
      body: ground,
      answers: { 204: { says: 'Revoked.' } },
      problems: ['request-malformed', 'certificate-unknown'],
      handle({ path, body }) {
        if (!ctx.store.get('certificate', path.serial!)) throw new Refusal('certificate-unknown');
        revokeByOperator(ctx, path.serial!, body.ground);
        return new Response(null, { status: 204 });
      },
    }),
    operation({
      method: 'GET',
      path: '/audit/head',
      summary: 'Is the audit record whole, and where does it end? Keep the head elsewhere.',
      answers: { 200: { says: 'The verdict.', schema: head } },
      handle() {
        const verdict = verifyAudit(ctx.store.audit);
        return jsonResponse(verdict.ok ? { whole: true, ...verdict.head } : { whole: false, n: verdict.at });
      },
    }),
  ]);
