/** Enrolment and renewal over HTTP. */
import {
  acceptance,
  activation,
  activationCode,
  applicationContent,
  applicationStart,
  applicationStatus,
  codeRequest,
  codeRequestContent,
  issued,
  jsonResponse,
  type Offer,
  type Operation,
  offer,
  operation,
  PROFILE_VERSION,
  type ProblemCode,
  profileTime,
  receiptPayload,
  renewal,
  renewalContent,
  signedApplication,
  waiting,
} from '../../profile/index.ts';
import { renew } from '../certificates/renew.ts';
import { bytesOf, type CaContext } from '../context.ts';
import { JPKI_PROBLEMS } from '../jpki/signed-message.ts';
import { accept, activate, secondTap } from '../registration/activate.ts';
import { decide } from '../registration/decide.ts';
import { DOCUMENTS } from '../registration/documents.ts';
import { type Answer, applicationOf } from '../registration/usable.ts';

/** A world may run for days: beyond this many applications the oldest is forgotten. */
const APPLICATIONS_MAX = 100_000;

const REQUEST: readonly ProblemCode[] = [
  'csr-malformed',
  'csr-proof-invalid',
  'csr-binding',
  'key-unacceptable',
  'key-not-attested',
  'key-not-separate',
];
const NAMES: readonly ProblemCode[] = ['name-unmappable', 'name-substituted'];
const ALWAYS: readonly ProblemCode[] = [
  'request-malformed',
  'request-too-large',
  'application-unknown',
  'application-expired',
  'application-replayed',
];

const STATUS = { issued: 201, verified: 200, inspecting: 202, 'second-tap': 202 } as const;
const answered = (answer: Answer): Response => jsonResponse(answer, STATUS[answer.state]);

function begin(ctx: CaContext, appId: string, appInstance: string): Offer {
  const startedAt = ctx.now().getTime();
  const expiresAt = startedAt + ctx.policy.applicationLifeMs;
  const made: Offer = {
    profile: PROFILE_VERSION,
    application: ctx.id(16),
    nonce: ctx.id(32),
    route: ctx.policy.route,
    expires: profileTime(new Date(expiresAt)),
    terms: [...DOCUMENTS],
    ...(ctx.policy.separateKeys && { separateKeys: true as const }),
  };
  const { store } = ctx;
  store.transact((tx) => {
    if (store.size('application') >= APPLICATIONS_MAX) tx.remove('application', store.oldest('application')!);
    // The documents are the same for everybody; only their digests are kept, in what is signed.
    tx.put('application', made.application, {
      offer: { ...made, terms: [] },
      appId,
      appInstance,
      startedAt,
      expiresAt,
      state: 'offered',
    });
    tx.audit({ actor: 'applicant', action: 'application.begin', object: made.application, why: appId });
  });
  return made;
}

export const applicationOperations = (ctx: CaContext): readonly Operation[] => [
  operation({
    method: 'POST',
    path: '/applications',
    summary: 'Begin an application: get its id, its nonce and the documents to agree to.',
    body: applicationStart,
    answers: { 201: { says: 'The offer.', schema: offer } },
    problems: ['request-malformed', 'request-too-large'],
    handle: ({ body: { appId, appInstance } }) => jsonResponse(begin(ctx, appId, appInstance), 201),
  }),
  operation({
    method: 'GET',
    path: '/applications/{application}',
    summary: 'How far an application is.',
    answers: { 200: { says: 'Its state.', schema: applicationStatus } },
    problems: ['application-unknown'],
    handle({ path }) {
      const { offer: own, state, expiresAt } = applicationOf(ctx, path.application!);
      const expires = profileTime(new Date(expiresAt));
      return jsonResponse({ application: own.application, state, expires });
    },
  }),
  operation({
    method: 'POST',
    path: '/applications/{application}/signed',
    summary:
      'Hand in the application signed by the card. The same bytes again get the same answer until acceptance.',
    body: signedApplication,
    signed: { cms: applicationContent },
    answers: {
      201: { says: 'Route key-in-application: the certificate.', schema: issued },
      200: { says: 'Route code-after-signature: the one-time code.', schema: activationCode },
      202: { says: 'Something is waited for (schemes before 2024-10).', schema: waiting },
    },
    problems: [
      ...ALWAYS,
      'application-malformed',
      'application-signature-invalid',
      'application-mismatch',
      'terms-not-agreed',
      ...JPKI_PROBLEMS,
      ...REQUEST,
      ...NAMES,
    ],
    handle: async ({ path, body: { cms } }) => answered(await decide(ctx, path.application!, bytesOf(cms))),
  }),
  operation({
    method: 'POST',
    path: '/applications/{application}/code',
    summary: 'The second tap of the schemes before 2024-10: sign for the one-time code.',
    body: codeRequest,
    signed: { cms: codeRequestContent },
    answers: { 200: { says: 'The one-time code.', schema: activationCode } },
    problems: [
      ...ALWAYS,
      'application-malformed',
      'application-signature-invalid',
      'application-mismatch',
      ...JPKI_PROBLEMS,
    ],
    handle: async ({ path, body: { cms } }) =>
      answered(await secondTap(ctx, path.application!, bytesOf(cms))),
  }),
  operation({
    method: 'POST',
    path: '/applications/{application}/activation',
    summary: 'Route code-after-signature: return the code with the certification request.',
    body: activation,
    answers: { 201: { says: 'The certificate.', schema: issued } },
    problems: [...ALWAYS, 'code-wrong', 'code-expired', 'code-locked', ...REQUEST, ...NAMES],
    handle: ({ path, body }) => answered(activate(ctx, path.application!, body)),
  }),
  operation({
    method: 'POST',
    path: '/applications/{application}/renewal',
    summary: 'Hand in the application signed by the existing key (施行規則5条2項).',
    body: renewal,
    signed: { jws: renewalContent },
    answers: { 201: { says: 'The certificate.', schema: issued } },
    problems: [
      ...ALWAYS,
      'renewal-malformed',
      'renewal-signature-invalid',
      'renewal-limit',
      'renewal-same-key',
      'application-mismatch',
      'terms-not-agreed',
      'certificate-unknown',
      'certificate-ended',
      'request-not-yours',
      'not-offered',
      ...REQUEST,
      ...NAMES,
    ],
    handle: ({ path, body: { jws } }) => answered(renew(ctx, path.application!, jws)),
  }),
  operation({
    method: 'POST',
    path: '/applications/{application}/acceptance',
    summary: 'The library has checked and accepted the certificate, which is in force from now on.',
    body: acceptance,
    signed: { receipt: receiptPayload },
    answers: { 204: { says: 'Noted.' } },
    problems: [...ALWAYS, 'receipt-invalid', 'certificate-ended'],
    handle({ path, body: { receipt } }) {
      accept(ctx, path.application!, receipt);
      return new Response(null, { status: 204 });
    },
  }),
];
