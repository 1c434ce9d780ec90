/** Log-in: a challenge that is answered once, by the key of a good certificate (M22, M23; INV-32). */
import { readCertificate } from '../pki/index.ts';
import {
  jsonResponse,
  type LoginChallenge,
  type LoginPayload,
  type LoginSession,
  loginAnswer,
  loginChallenge,
  loginPayload,
  loginSession,
  type Operation,
  operation,
  PROFILE_VERSION,
  parseJson,
  profileTime,
  type ReadJws,
  Refusal,
  sha256Hex,
} from '../profile/index.ts';
import { CERTIFICATE_PROBLEMS, holderOf, readSigned } from './certificates.ts';
import { BANK_APP, BANK_ORIGIN, type BankContext, keep, type OpenChallenge } from './context.ts';
import { customerAt } from './customers.ts';

/** Life of a challenge. Assumed: no public figure. */
const CHALLENGE_LIFE_MS = 2 * 60_000;
/** Life of a session. Assumed. */
const SESSION_LIFE_MS = 30 * 60_000;

export const readAnswer = (answer: string): ReadJws => readSigned(answer, 'answer-malformed');

/** A payload for this purpose and no other. */
export const readLogin = (jws: ReadJws): LoginPayload =>
  parseJson(loginPayload, jws.payload, 'answer-malformed');

export function checkAnswerSignature(answer: ReadJws): void {
  if (!answer.verified) throw new Refusal('answer-signature-invalid');
}

/** The challenge this answers: known, unused, alive. */
export function findChallenge({ now, challenges }: BankContext, payload: LoginPayload): OpenChallenge {
  const open = challenges.get(payload.challenge);
  if (!open) throw new Refusal('challenge-unknown');
  if (open.used) throw new Refusal('challenge-used');
  if (now() > open.expires) throw new Refusal('challenge-expired');
  return open;
}

/** INV-32: made for this challenge, this app, this origin. */
export function checkChallenge(payload: LoginPayload, { sent }: OpenChallenge): void {
  const same = payload.nonce === sent.nonce && payload.appId === sent.appId && payload.origin === sent.origin;
  if (!same) throw new Refusal('challenge-mismatch');
}

/** A challenge is answered once. */
export function markUsed(open: OpenChallenge): void {
  open.used = true;
}

function challengeFor(ctx: BankContext): LoginChallenge {
  const expires = new Date(ctx.now().getTime() + CHALLENGE_LIFE_MS);
  const sent: LoginChallenge = {
    profile: PROFILE_VERSION,
    challenge: ctx.id(16),
    nonce: ctx.id(32),
    appId: BANK_APP,
    origin: BANK_ORIGIN,
    expires: profileTime(expires),
  };
  keep(ctx.challenges, sent.challenge, { sent, expires, used: false });
  return sent;
}

async function logIn(
  ctx: BankContext,
  answer: string,
  attributeCertificate: string | undefined,
): Promise<LoginSession> {
  const { steps } = ctx;
  const jws = steps.readAnswer(answer);
  steps.checkAnswerSignature(jws);
  const payload = steps.readLogin(jws);
  const certificate = readCertificate(jws.chain[0]!);
  await steps.checkLoginCertificate(ctx, certificate);
  const open = steps.findChallenge(ctx, payload);
  steps.checkChallenge(payload, open);
  const psid =
    attributeCertificate === undefined
      ? undefined
      : steps.identify(ctx, new Uint8Array(Buffer.from(attributeCertificate, 'base64')), certificate);
  steps.markUsed(open);
  if (psid !== undefined) customerAt(ctx, psid, certificate).holders.add(holderOf(certificate));
  const session = ctx.id(16);
  keep(ctx.sessions, session, { psid, expires: new Date(ctx.now().getTime() + SESSION_LIFE_MS) });
  return {
    state: 'logged-in',
    session,
    certificate: sha256Hex(certificate.der),
    ...(psid !== undefined && { customer: psid }),
  };
}

export const loginOperations = (ctx: BankContext): readonly Operation[] => [
  operation({
    method: 'POST',
    path: '/login/challenges',
    summary: 'Get a challenge to log in with.',
    answers: { 201: { says: 'The challenge.', schema: loginChallenge } },
    handle: () => jsonResponse(challengeFor(ctx), 201),
  }),
  operation({
    method: 'POST',
    path: '/login/answers',
    summary: 'Log in with the answer of the library.',
    body: loginAnswer,
    signed: { answer: loginPayload },
    answers: { 200: { says: 'Logged in.', schema: loginSession } },
    problems: [
      'request-malformed',
      'answer-malformed',
      'answer-signature-invalid',
      ...CERTIFICATE_PROBLEMS,
      'challenge-unknown',
      'challenge-used',
      'challenge-expired',
      'challenge-mismatch',
      'attribute-certificate-mismatch',
    ],
    handle: async ({ body: { answer, attributeCertificate } }) =>
      jsonResponse(await logIn(ctx, answer, attributeCertificate)),
  }),
];
