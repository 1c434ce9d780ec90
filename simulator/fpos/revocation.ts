/** The end of certificates at the holder's wish (M27): by the key of the phone, or by the card when the phone is gone. */

import { readCertificate } from '../pki/index.ts';
import {
  prepareJws,
  profileTime,
  type RevocationContent,
  type RevocationWish,
  revocationAnswer,
  sha256Hex,
} from '../profile/index.ts';
import {
  base64,
  type Context,
  type Credential,
  derOf,
  type Enrolment,
  eraseKeys,
  keyIdsOf,
} from './application.ts';
import { post } from './ca-client.ts';
import { Stop } from './stop.ts';
import { inOneTap, type TapSteps } from './tap.ts';

const wished = ({ deps }: Enrolment, wish: RevocationWish, own?: Credential): RevocationContent => ({
  purpose: 'revocation',
  ...(own && { certificate: sha256Hex(own.certificate) }),
  wish,
  at: profileTime(deps.now()),
  nonce: deps.id(16),
});

/** Serial numbers of what the CA says that it ended. Said twice: the same end. */
async function askEnd(
  { deps, request: { ca } }: Enrolment,
  body: { jws: string } | { cms: string },
): Promise<readonly bigint[]> {
  const { revoked } = await post(deps.fetch, `${ca}/revocations`, body, revocationAnswer);
  if (revoked.length === 0) throw new Stop('ca-answer-malformed', 'the CA ended nothing');
  return revoked.map(({ serial }) => BigInt(`0x${serial}`));
}

/**
 * Nothing is left of what ended: the keys are erased, and the phone forgets the certificates, this app's and those of other
 * apps that the CA named.
 */
async function forget(
  { deps, request }: Enrolment,
  { state }: Context,
  ended: readonly bigint[],
): Promise<void> {
  for (const [appId, { credential }] of Object.entries(await state.apps())) {
    if (!credential) continue;
    const { serial } = readCertificate(derOf(credential.certificate));
    if (appId !== request.appId && !ended.includes(serial)) continue;
    await state.change(appId, { credential: undefined });
    await eraseKeys(deps, keyIdsOf(credential));
  }
}

export const revocationSteps = { wished, askEnd, forget };
export type RevocationSteps = { [Name in keyof typeof revocationSteps]: (typeof revocationSteps)[Name] };

/** The certificate of this app, by its key. Throws `Stop`; the phone then still has it. */
export async function revokeByKey(
  steps: RevocationSteps,
  context: Context,
  own: Credential,
  wish: RevocationWish,
): Promise<void> {
  const { enrolment } = context;
  const jws = prepareJws(steps.wished(enrolment, wish, own), [own.certificate]);
  const signature = await enrolment.deps.keyStore.sign(own.keyId, jws.toBeSigned, 'raw');
  await steps.forget(enrolment, context, await steps.askEnd(enrolment, { jws: jws.assemble(signature) }));
}

/** All that the person holds at this CA, by the card. Throws `Stop`. */
export async function revokeByCard(
  steps: RevocationSteps & TapSteps,
  context: Context,
  wish: RevocationWish,
): Promise<void> {
  const { enrolment } = context;
  const pin = await steps.askPin(enrolment);
  const cms = await inOneTap(steps, enrolment, pin, (signCert) =>
    steps.signRequest(enrolment, steps.wished(enrolment, wish), signCert),
  );
  await steps.forget(enrolment, context, await steps.askEnd(enrolment, { cms: base64(cms) }));
}
