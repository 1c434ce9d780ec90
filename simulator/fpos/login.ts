/** Log-in: a challenge of a relying party answered by the device key (M22, M23). */
import { readCertificate } from '../pki/index.ts';
import type { LoginChallenge, LoginPayload } from '../profile/index.ts';
import { prepareJws, profileTime } from '../profile/index.ts';
import type { Credential } from './application.ts';
import type { LibraryDeps } from './deps.ts';
import { Stop } from './stop.ts';

/** Where the app really received the challenge; the library trusts this and not what the challenge says of itself. */
export interface LoginContext {
  readonly appId: string;
  readonly origin: string;
}

function checkContext(challenge: LoginChallenge, context: LoginContext): void {
  if (challenge.appId !== context.appId || challenge.origin !== context.origin)
    throw new Stop('challenge-not-for-this-app', 'the challenge was made for another app or origin');
}

/** What has ended proves nobody any more. */
function checkTerm({ now }: Pick<LibraryDeps, 'now'>, { certificate }: Credential): void {
  if (now() > readCertificate(certificate).notAfter)
    throw new Stop('certificate-expired', 'the certificate has expired');
}

function payloadFor(deps: LibraryDeps, challenge: LoginChallenge, context: LoginContext): LoginPayload {
  const { challenge: id, nonce } = challenge;
  return { purpose: 'login', challenge: id, nonce, ...context, at: profileTime(deps.now()) };
}

async function signAnswer(deps: LibraryDeps, own: Credential, payload: LoginPayload): Promise<string> {
  const jws = prepareJws(payload, [own.certificate]);
  return jws.assemble(await deps.keyStore.sign(own.keyId, jws.toBeSigned, 'raw'));
}

export const loginSteps = { checkTerm, checkContext, payloadFor, signAnswer };
export type LoginSteps = { [Name in keyof typeof loginSteps]: (typeof loginSteps)[Name] };

/** The compact JWS that answers the challenge. Throws `Stop` (`challenge-not-for-this-app`). */
export async function answerLogin(
  steps: LoginSteps,
  deps: LibraryDeps,
  own: Credential,
  challenge: LoginChallenge,
  context: LoginContext,
): Promise<string> {
  steps.checkContext(challenge, context);
  return steps.signAnswer(deps, own, steps.payloadFor(deps, challenge, context));
}
