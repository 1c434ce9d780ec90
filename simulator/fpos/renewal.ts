/**
 * Renewal by the existing key (施行規則5条2項): a new key, and a new application that the old key signs, with no card. Also the
 * way to a certificate with a name that changed, while the old one is still in force: log-in is never interrupted.
 */
import { PROFILE_VERSION, prepareJws, profileTime, type RenewalContent } from '../profile/index.ts';
import {
  type ApplicationSteps,
  base64,
  type Context,
  type Credential,
  complete,
  discard,
  type Enrolment,
  pairwiseOf,
} from './application.ts';

/** M05: the existing key signs the application for the new one. */
async function signRenewal({ deps }: Enrolment, old: Credential, content: RenewalContent): Promise<string> {
  const jws = prepareJws(content, [old.certificate]);
  return jws.assemble(await deps.keyStore.sign(old.keyId, jws.toBeSigned, 'raw'));
}

export const renewalSteps = { signRenewal };
export type RenewalSteps = { [Name in keyof typeof renewalSteps]: (typeof renewalSteps)[Name] };

/** Throws `Stop`; the old certificate then stays as it was. */
export async function renew(
  steps: RenewalSteps & ApplicationSteps,
  context: Context,
  old: Credential,
): Promise<Credential> {
  await discard(context);
  const { enrolment, state } = context;
  const { deps, request } = enrolment;
  const offered = await steps.begin(enrolment);
  const agreed = await steps.agree(enrolment, offered);
  const key = await steps.makeKey(enrolment, offered);
  const begun = {
    kind: 'renewal' as const,
    ca: request.ca,
    application: offered.application,
    key: { keyId: key.keyId, spki: base64(key.spki) },
    csr: '',
    pairwise: pairwiseOf(old.attributeCertificate),
  };
  await state.change(request.appId, { begun });
  const csr = base64(await steps.requestCertificate(enrolment, offered, key));
  const signed = await steps.signRenewal(enrolment, old, {
    profile: PROFILE_VERSION,
    application: offered.application,
    nonce: offered.nonce,
    appId: request.appId,
    appInstance: request.appInstance,
    agreed,
    agreedAt: profileTime(deps.now()),
    csr,
    purpose: 'renewal',
  });
  await state.change(request.appId, { begun: { ...begun, csr, signed } });
  return complete(steps, context);
}
