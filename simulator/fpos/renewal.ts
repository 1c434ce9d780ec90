/**
 * Renewal by the existing key (施行規則5条2項): a new key, and a new application that the old key signs, with no card. Also the
 * way to a certificate with a name that changed, while the old one is still in force: log-in is never interrupted.
 */
import { prepareJws, type RenewalContent } from '../profile/index.ts';
import {
  type ApplicationSteps,
  type Context,
  type Credential,
  complete,
  type Enrolment,
  pairwiseOf,
  prepare,
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
  const { enrolment, state } = context;
  const expected = pairwiseOf(old.attributeCertificate);
  const { begun, content } = await prepare(steps, context, 'renewal', expected);
  const asked: RenewalContent = { ...content, csr: begun.csr, purpose: 'renewal' };
  const signed = await steps.signRenewal(enrolment, old, asked);
  await state.change(enrolment.request.appId, { begun: { ...begun, signed } });
  return complete(steps, context);
}
