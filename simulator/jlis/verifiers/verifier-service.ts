/** The verifiers' interface: operations of the profile over what J-LIS keeps. Every query is audited. */
import { z } from 'zod';
import {
  consentContent,
  consentRecord,
  consentSubmission,
  createService,
  fourItemsAnswer,
  fourItemsQuery,
  inquiryAnswer,
  type JlisOperation,
  jsonResponse,
  linkAnswer,
  linkQuery,
  operation,
  profileTime,
  Refusal,
  withdrawalContent,
  withdrawalSubmission,
  withdrawnList,
  yearlyReport,
} from '../../profile/index.ts';
import type { Handler } from '../../world/index.ts';
import type { JpkiKind } from '../config.ts';
import { reportOf, subjectHash } from './audit.ts';
import type { Consent } from './consents.ts';
import { latestFourItems } from './four-items.ts';
import { linkedNumber } from './links.ts';
import type { Verifier } from './registry.ts';
import { audited, MESSAGE_PROBLEMS, type ServiceDeps, withdraw } from './service-parts.ts';
import { demandEffect, readMessage } from './signed-message.ts';

const VERIFIER_PROBLEMS = ['request-malformed', 'verifier-unknown', 'verifier-not-permitted'] as const;

function demandKind(verifier: Verifier, kind: JpkiKind): void {
  if (!verifier.kinds.includes(kind)) throw new Refusal('verifier-not-permitted');
}

function demandService(verifier: Verifier, service: string): void {
  demandKind(verifier, 'sign');
  if (!verifier.services.includes(service)) throw new Refusal('verifier-not-permitted');
}

const sinceQuery = z.strictObject({
  service: z.string().min(1),
  since: z.iso.datetime().default('1970-01-01T00:00:00Z'),
});

/** For registered verifiers, told by the client certificate with which they call. */
export function verifierHandler(deps: ServiceDeps): Handler {
  const { verifiers, consents, audit } = deps;

  /** The caller; somebody unknown is audited and refused. */
  function caller(headers: Headers, op: JlisOperation): Verifier {
    const verifier = verifiers.find(headers);
    if (verifier) return verifier;
    return audited(deps, undefined, op, () => ({ outcome: '', answer: verifiers.demand(headers) }));
  }

  function give(verifier: Verifier, cms: string): Consent {
    const message = readMessage(deps, cms, consentContent, ['sign']);
    if (message.content.verifier !== verifier.id) throw new Refusal('message-other-verifier');
    demandService(verifier, message.content.service);
    const known = consents.known(message);
    if (known) return known;
    demandEffect(deps, message);
    return consents.accept(message);
  }

  return createService('J-LIS for verifiers (TEST)', [
    operation({
      method: 'POST',
      path: '/consents',
      summary:
        'Hand in a consent that the holder signed with card or phone. The same again gives the same record.',
      body: consentSubmission,
      signed: { cms: consentContent },
      answers: { 200: { says: 'What is kept.', schema: consentRecord } },
      problems: [...MESSAGE_PROBLEMS, 'verifier-unknown', 'verifier-not-permitted', 'message-other-verifier'],
      handle({ headers, body: { cms } }) {
        const verifier = caller(headers, 'consent');
        const consent = audited(deps, verifier.id, 'consent', () => {
          const given = give(verifier, cms);
          return { outcome: consents.stateOf(given), answer: given };
        });
        return jsonResponse(consents.toRecord(consent));
      },
    }),
    operation({
      method: 'POST',
      path: '/withdrawals',
      summary: 'Hand in a withdrawal that the holder signed. It counts at once.',
      body: withdrawalSubmission,
      signed: { cms: withdrawalContent },
      answers: { 200: { says: 'The consents that it ended.', schema: inquiryAnswer } },
      problems: [...MESSAGE_PROBLEMS, 'verifier-unknown', 'message-other-verifier', 'consent-unknown'],
      handle({ headers, body: { cms } }) {
        const verifier = caller(headers, 'withdrawal');
        return jsonResponse(
          audited(deps, verifier.id, 'withdrawal', () => ({
            outcome: 'withdrawn',
            answer: withdraw(deps, cms, verifier),
          })),
        );
      },
    }),
    operation({
      method: 'GET',
      path: '/withdrawals',
      summary:
        'Consents for ?service=S that were withdrawn, ?since=TIME or ever. Nobody is told of withdrawals otherwise.',
      query: {
        service: { says: 'a service of the verifier', required: true },
        since: { says: 'ISO 8601; absent: ever' },
      },
      answers: { 200: { says: 'Withdrawn consents.', schema: withdrawnList } },
      problems: VERIFIER_PROBLEMS,
      handle({ headers, query }) {
        const verifier = caller(headers, 'poll');
        return jsonResponse(
          audited(deps, verifier.id, 'poll', () => {
            const asked = sinceQuery.safeParse(query);
            if (!asked.success) throw new Refusal('request-malformed', '?service=S&since=TIME');
            const { service, since } = asked.data;
            demandService(verifier, service);
            const withdrawn = consents
              .withdrawnSince(verifier.id, service, new Date(since))
              .map(({ id, withdrawnAt }) => ({
                consent: id,
                service,
                withdrawnAt: profileTime(withdrawnAt!),
              }));
            return { outcome: 'told', answer: { withdrawn } };
          }),
        );
      },
    }),
    operation({
      method: 'POST',
      path: '/four-items',
      summary: 'The latest four items of whoever this signing certificate was issued to.',
      body: fourItemsQuery,
      answers: { 200: { says: 'Items, or why there are none.', schema: fourItemsAnswer } },
      problems: VERIFIER_PROBLEMS,
      handle({ headers, body: { service, serial } }) {
        const verifier = caller(headers, 'four-items');
        return jsonResponse(
          audited(deps, verifier.id, 'four-items', () => {
            demandService(verifier, service);
            const asked = { service, serial: BigInt(serial) };
            const answer = latestFourItems(deps, verifier, asked);
            const { outcome, feeYen } = answer;
            return { outcome, feeYen, subject: subjectHash('sign', asked.serial), answer };
          }),
        );
      },
    }),
    operation({
      method: 'POST',
      path: '/links',
      summary: 'The number of the corresponding certificate, as far as the law gives it.',
      body: linkQuery,
      answers: { 200: { says: 'The number, or why there is none.', schema: linkAnswer } },
      problems: [...VERIFIER_PROBLEMS, 'link-not-in-law'],
      handle({ headers, body: { from, to } }) {
        const verifier = caller(headers, 'link');
        return jsonResponse(
          audited(deps, verifier.id, 'link', () => {
            const asked = { kind: from.kind, serial: BigInt(from.serial) };
            const answer = linkedNumber(deps, verifier, { from: asked, to });
            return { outcome: answer.outcome, subject: subjectHash(asked.kind, asked.serial), answer };
          }),
        );
      },
    }),
    operation({
      method: 'GET',
      path: '/report/{year}',
      summary: 'Whom J-LIS served how often in a calendar year.',
      answers: { 200: { says: 'Counts by verifier.', schema: yearlyReport } },
      problems: VERIFIER_PROBLEMS,
      handle({ headers, path }) {
        const verifier = caller(headers, 'report');
        return jsonResponse(
          audited(deps, verifier.id, 'report', () => {
            if (!/^\d{4}$/.test(path.year ?? ''))
              throw new Refusal('request-malformed', 'a year has four digits');
            const ids = verifiers.all.map(({ id }) => id);
            return { outcome: 'told', answer: reportOf(audit, ids, Number(path.year)) };
          }),
        );
      },
    }),
  ]);
}
