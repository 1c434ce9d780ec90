/** What a registered relying party, and the hub, ask of the CA. Who calls is told by the TLS client certificate. */
import {
  attributeCase,
  caEvents,
  changeConfirmation,
  changeResult,
  GRANT_PROBLEMS,
  grantContent,
  jsonResponse,
  type Operation,
  operation,
  pairwiseLink,
  pairwiseLinkRequest,
} from '../../profile/index.ts';
import type { CaContext } from '../context.ts';
import { closeCase, eventsFor, fetchCase } from '../relying-party/cases.ts';
import { linkPairwise } from '../relying-party/links.ts';
import { afterOf } from './after.ts';

export const relyingPartyOperations = (ctx: CaContext): readonly Operation[] => [
  operation({
    method: 'GET',
    path: '/events',
    summary: 'What happened to people of this app since `after`. No personal data; safe to put in a push.',
    query: { after: { says: 'number of the last event known; absent: from the first' } },
    answers: { 200: { says: 'Events, oldest first.', schema: caEvents } },
    problems: ['caller-unknown', 'request-malformed'],
    handle: ({ headers, query }) =>
      jsonResponse(eventsFor(ctx, ctx.steps.callerOf(ctx, headers), afterOf(query.after))),
  }),
  operation({
    method: 'GET',
    path: '/attribute-cases/{case}',
    summary: 'M18: the changed items, those only that the person consented to for this app.',
    answers: { 200: { says: 'The case.', schema: attributeCase } },
    problems: ['caller-unknown', 'case-unknown'],
    handle: ({ headers, path }) => jsonResponse(fetchCase(ctx, ctx.steps.callerOf(ctx, headers), path.case!)),
  }),
  operation({
    method: 'POST',
    path: '/attribute-cases/{case}/result',
    summary: 'M21: the person confirmed or declined; shown by what the person’s key signed.',
    body: changeResult,
    signed: { jws: changeConfirmation },
    answers: { 200: { says: 'The case as it is now.', schema: attributeCase } },
    problems: [
      'caller-unknown',
      'request-malformed',
      'request-too-large',
      'request-signature-invalid',
      'request-not-yours',
      'case-unknown',
      'case-closed',
      'case-mismatch',
      'certificate-unknown',
      'certificate-ended',
      'certificate-purpose',
    ],
    handle: ({ headers, path, body: { jws } }) =>
      jsonResponse(closeCase(ctx, ctx.steps.callerOf(ctx, headers), path.case!, jws)),
  }),
  operation({
    method: 'POST',
    path: '/pairwise-links',
    summary: 'The two identifiers that a grant of the person names.',
    body: pairwiseLinkRequest,
    signed: { grant: grantContent },
    answers: { 200: { says: 'Identifiers of the person for source and target.', schema: pairwiseLink } },
    problems: GRANT_PROBLEMS,
    handle: ({ body: { grant } }) => jsonResponse(linkPairwise(ctx, grant)),
  }),
];
