/** The holder's interface: withdrawal and inquiry at any hour, by whoever signs with a living certificate. */
import {
  createService,
  inquiryAnswer,
  inquiryContent,
  inquirySubmission,
  jsonResponse,
  operation,
  withdrawalContent,
  withdrawalSubmission,
} from '../../profile/index.ts';
import type { Handler } from '../../world/index.ts';
import { audited, MESSAGE_PROBLEMS, type ServiceDeps, withdraw } from './service-parts.ts';
import { demandEffect, readMessage } from './signed-message.ts';

/** For holders: whoever signs with a living certificate of card or phone. */
export function holderHandler(deps: ServiceDeps): Handler {
  return createService('J-LIS for holders (TEST)', [
    operation({
      method: 'POST',
      path: '/withdrawals',
      summary: 'Withdraw a consent, at any hour. It counts at once; the verifier learns of it when it asks.',
      body: withdrawalSubmission,
      signed: { cms: withdrawalContent },
      answers: { 200: { says: 'The consents that it ended.', schema: inquiryAnswer } },
      problems: [...MESSAGE_PROBLEMS, 'consent-unknown'],
      handle: ({ body: { cms } }) =>
        jsonResponse(
          audited(deps, 'holder', 'withdrawal', () => ({
            outcome: 'withdrawn',
            answer: withdraw(deps, cms),
          })),
        ),
    }),
    operation({
      method: 'POST',
      path: '/inquiries',
      summary: 'Which consents exist. Signed with the authentication certificate, or the signing one.',
      body: inquirySubmission,
      signed: { cms: inquiryContent },
      answers: { 200: { says: 'All consents ever given, oldest first.', schema: inquiryAnswer } },
      problems: MESSAGE_PROBLEMS,
      handle: ({ body: { cms } }) =>
        jsonResponse(
          audited(deps, 'holder', 'inquiry', () => {
            const message = readMessage(deps, cms, inquiryContent, ['auth', 'sign']);
            demandEffect(deps, message);
            const { consents } = deps;
            const records = consents.of(message.signer.citizen).slice(-CONSENTS_MAX).map(consents.toRecord);
            return { outcome: 'told', answer: { consents: records } };
          }),
        ),
    }),
  ]);
}

/** As many as an answer may hold. */
const CONSENTS_MAX = 256;
