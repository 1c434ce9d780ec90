/** ABC bank, as far as it judges a log-in answer. */
import { type Certificate, type Der, isValidAt, readCertificate, verifyIssuedBy } from '../pki/index.ts';
import {
  createService,
  jsonResponse,
  type LoginChallenge,
  type LoginPayload,
  type LoginSession,
  loginAnswer,
  loginChallenge,
  loginPayload,
  loginSession,
  operation,
  PROFILE_VERSION,
  parseJson,
  profileTime,
  type ReadJws,
  Refusal,
  readJws,
  sha256Hex,
} from '../profile/index.ts';
import type { Chance, Clock, Handler } from '../world/index.ts';

export const BANK_HOST = 'bank.test';
export const BANK_APP = 'abc-bank';
/** What an app must have been talking to; a look-alike has another origin. */
export const BANK_ORIGIN = 'https://bank.test';

/** Life of a challenge. Assumed: no public figure. */
const CHALLENGE_LIFE_MS = 2 * 60_000;

/** A world may run for days: beyond this many challenges the oldest is forgotten, long after its expiry. */
const CHALLENGES_MAX = 100_000;

export interface BankDeps {
  readonly clock: Clock;
  readonly chance: Chance;
  /** CAs whose certificates this bank accepts. */
  readonly caAnchors: readonly Der[];
}

interface OpenChallenge {
  readonly sent: LoginChallenge;
  readonly expires: Date;
  used: boolean;
}

export interface BankContext {
  readonly deps: BankDeps;
  readonly challenges: ReadonlyMap<string, OpenChallenge>;
}

function readAnswer(answer: string): ReadJws {
  try {
    return readJws(answer);
  } catch {
    throw new Refusal('answer-malformed');
  }
}

function checkAnswerSignature(answer: ReadJws): void {
  if (!answer.verified) throw new Refusal('answer-signature-invalid');
}

/** The challenge this answers: known, unused, alive. */
function findChallenge({ deps, challenges }: BankContext, payload: LoginPayload): OpenChallenge {
  const open = challenges.get(payload.challenge);
  if (!open) throw new Refusal('challenge-unknown');
  if (open.used) throw new Refusal('challenge-used');
  if (deps.clock.now() > open.expires) throw new Refusal('challenge-expired');
  return open;
}

/** INV-32: made for this challenge, this app, this origin. */
function checkChallenge(payload: LoginPayload, { sent }: OpenChallenge): void {
  const same = payload.nonce === sent.nonce && payload.appId === sent.appId && payload.origin === sent.origin;
  if (!same) throw new Refusal('challenge-mismatch');
}

function checkIssuer({ deps }: BankContext, certificate: Certificate): void {
  const trusted = deps.caAnchors.some((der) => verifyIssuedBy(certificate, readCertificate(der)));
  if (!trusted) throw new Refusal('certificate-untrusted');
}

function checkValidity({ deps }: BankContext, certificate: Certificate): void {
  if (!isValidAt(certificate, deps.clock.now())) throw new Refusal('certificate-expired');
}

function checkUsage(certificate: Certificate): void {
  if (certificate.isCa || !certificate.keyUsage.has('digitalSignature'))
    throw new Refusal('certificate-purpose');
}

/** A challenge is answered once. */
function markUsed(open: OpenChallenge): void {
  open.used = true;
}

/** The named steps of the bank. Replacing one gives a bank with one defect. */
export const bankSteps = {
  readAnswer,
  checkAnswerSignature,
  findChallenge,
  checkChallenge,
  checkIssuer,
  checkValidity,
  checkUsage,
  markUsed,
};
export type BankSteps = typeof bankSteps;

export interface Bank {
  readonly handler: Handler;
}

export function createBank(deps: BankDeps, steps: BankSteps = bankSteps): Bank {
  const chance = deps.chance.fork('bank');
  const challenges = new Map<string, OpenChallenge>();
  const context: BankContext = { deps, challenges };

  const challenge = operation({
    method: 'POST',
    path: '/login/challenges',
    summary: 'Get a challenge to log in with.',
    answers: { 201: { says: 'The challenge.', schema: loginChallenge } },
    handle() {
      const expires = new Date(deps.clock.now().getTime() + CHALLENGE_LIFE_MS);
      const sent: LoginChallenge = {
        profile: PROFILE_VERSION,
        challenge: chance.id(16),
        nonce: chance.id(32),
        appId: BANK_APP,
        origin: BANK_ORIGIN,
        expires: profileTime(expires),
      };
      challenges.set(sent.challenge, { sent, expires, used: false });
      if (challenges.size > CHALLENGES_MAX) challenges.delete(challenges.keys().next().value!);
      return jsonResponse(sent, 201);
    },
  });

  const answer = operation({
    method: 'POST',
    path: '/login/answers',
    summary: 'Log in with the answer of the library.',
    body: loginAnswer,
    answers: { 200: { says: 'Logged in.', schema: loginSession } },
    problems: [
      'request-malformed',
      'answer-malformed',
      'answer-signature-invalid',
      'challenge-unknown',
      'challenge-used',
      'challenge-expired',
      'challenge-mismatch',
      'certificate-untrusted',
      'certificate-expired',
      'certificate-purpose',
    ],
    handle({ body }) {
      const jws = steps.readAnswer(body.answer);
      steps.checkAnswerSignature(jws);
      const payload = parseJson(loginPayload, jws.payload, 'answer-malformed');
      const certificate = readCertificate(jws.chain[0]!);
      steps.checkIssuer(context, certificate);
      steps.checkValidity(context, certificate);
      steps.checkUsage(certificate);
      const open = steps.findChallenge(context, payload);
      steps.checkChallenge(payload, open);
      steps.markUsed(open);
      const session: LoginSession = {
        state: 'logged-in',
        session: chance.id(16),
        certificate: sha256Hex(certificate.der),
      };
      return jsonResponse(session);
    },
  });

  return { handler: createService('ABC bank (TEST)', [challenge, answer]) };
}
