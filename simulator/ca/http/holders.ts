/** What a holder asks of the CA afterwards: revocation, consent and its withdrawal, notices. */
import {
  caConsent,
  caConsentAnswer,
  consentContent,
  jsonResponse,
  noticesAnswer,
  noticesContent,
  noticesRequest,
  type Operation,
  operation,
  ownFacts,
  ownFactsContent,
  ownFactsRequest,
  type ProblemCode,
  profileTime,
  revocationAnswer,
  revocationContent,
  revocationRequest,
  withdrawalContent,
} from '../../profile/index.ts';
import { checkInForce, readHolderMessage } from '../certificates/holder.ts';
import { revokeByCard, revokeByKey } from '../certificates/revocation-request.ts';
import { giveConsent, withdrawConsent } from '../consent/consents.ts';
import { bytesOf, type CaContext } from '../context.ts';
import { JPKI_PROBLEMS } from '../jpki/signed-message.ts';
import { personOf } from '../registration/person.ts';

const SIGNED_BY_CARD: readonly ProblemCode[] = [...JPKI_PROBLEMS, 'person-unknown', 'request-stale'];
const SHAPE: readonly ProblemCode[] = ['request-malformed', 'request-too-large'];
const NOTICES_MAX = 100;

/** About the certificate of the signer; also when it has ended, since that is what it must hear (施行規則6条12号). */
function noticesFor(ctx: CaContext, jws: string) {
  const { content, signer } = readHolderMessage(
    ctx,
    noticesContent,
    jws,
    'request-malformed',
    'request-signature-invalid',
  );
  ctx.steps.checkFresh(ctx, content.at);
  const found = [];
  for (const notice of ctx.store.values('notice')) {
    const { number, at, kind, person, certificate } = notice;
    const mine = certificate === undefined ? person === signer.person : certificate === signer.serial;
    if (!mine || number <= content.after) continue;
    found.push({ number, at: profileTime(new Date(at)), kind, ...(certificate && { serial: certificate }) });
    if (found.length === NOTICES_MAX) break;
  }
  return { notices: found };
}

/** Everything but empty members: what the CA knows of the signer (shape B of a change: the person takes it to whom they like). */
function ownFactsFor(ctx: CaContext, jws: string) {
  const { content, signer } = readHolderMessage(
    ctx,
    ownFactsContent,
    jws,
    'request-malformed',
    'request-signature-invalid',
  );
  ctx.steps.checkFresh(ctx, content.at);
  checkInForce(ctx, signer);
  const { items, itemsAt } = personOf(ctx.store.get, signer.person);
  const { gender, nameFlags, addressFlags, ...rest } = items;
  const known = {
    ...rest,
    ...(/^[123]$/.test(gender) && { gender }),
    ...(nameFlags.includes('1') && { nameFlags }),
    ...(addressFlags.includes('1') && { addressFlags }),
  };
  return { items: known, asOf: profileTime(new Date(itemsAt)) };
}

export const holderOperations = (ctx: CaContext): readonly Operation[] => [
  operation({
    method: 'POST',
    path: '/revocations',
    summary: 'End a certificate: signed by the FPoS key, or by the card when the phone is gone.',
    body: revocationRequest,
    signed: { jws: revocationContent, cms: revocationContent },
    answers: { 200: { says: 'What is revoked, and since when.', schema: revocationAnswer } },
    problems: [
      ...SHAPE,
      'request-signature-invalid',
      'request-not-yours',
      'certificate-unknown',
      ...SIGNED_BY_CARD,
    ],
    handle: async ({ body }) =>
      jsonResponse(
        'jws' in body ? await revokeByKey(ctx, body.jws) : await revokeByCard(ctx, bytesOf(body.cms)),
      ),
  }),
  operation({
    method: 'POST',
    path: '/consents',
    summary:
      'Consent to the latest four items, for one service: sent on to J-LIS before it is answered. The same bytes again get the same answer.',
    body: caConsent,
    signed: { cms: consentContent },
    answers: {
      201: {
        says: 'What J-LIS recorded; received where it gave no answer and still has to hear of it.',
        schema: caConsentAnswer,
      },
    },
    problems: [
      ...SHAPE,
      'consent-malformed',
      'consent-signature-invalid',
      'consent-service',
      'consent-refused',
      ...SIGNED_BY_CARD,
    ],
    handle: async ({ body: { cms } }) => jsonResponse(await giveConsent(ctx, bytesOf(cms)), 201),
  }),
  operation({
    method: 'POST',
    path: '/consents/withdrawals',
    summary: 'Withdraw a consent: at once here, and sent on to J-LIS.',
    body: caConsent,
    signed: { cms: withdrawalContent },
    answers: { 200: { says: 'The consent as it is now.', schema: caConsentAnswer } },
    problems: [
      ...SHAPE,
      'consent-malformed',
      'consent-signature-invalid',
      'consent-service',
      'consent-unknown',
      'withdrawal-not-sent',
      ...SIGNED_BY_CARD,
    ],
    handle: async ({ body: { cms } }) => jsonResponse(await withdrawConsent(ctx, bytesOf(cms))),
  }),
  operation({
    method: 'POST',
    path: '/facts',
    summary: 'What the CA knows of the holder, for the holder alone.',
    body: ownFactsRequest,
    signed: { jws: ownFactsContent },
    answers: { 200: { says: 'The items, and since when.', schema: ownFacts } },
    problems: [
      ...SHAPE,
      'request-signature-invalid',
      'request-stale',
      'certificate-unknown',
      'certificate-ended',
    ],
    handle: ({ body: { jws } }) => jsonResponse(ownFactsFor(ctx, jws)),
  }),
  operation({
    method: 'POST',
    path: '/notices',
    summary: 'What the holder of a certificate must be told about it.',
    body: noticesRequest,
    signed: { jws: noticesContent },
    answers: { 200: { says: 'Notices after the given number.', schema: noticesAnswer } },
    problems: [...SHAPE, 'request-signature-invalid', 'request-stale', 'certificate-unknown'],
    handle: ({ body: { jws } }) => jsonResponse(noticesFor(ctx, jws)),
  }),
];
