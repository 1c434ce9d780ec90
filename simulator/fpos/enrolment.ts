/**
 * Enrolment: from nothing to an accepted certificate, with one tap of the card.
 *
 * The order is the open profile's: agree (M01, M02), make the key (M03), sign the application on the card (M04), and in the
 * same tap the consent to the latest four items if the user gives one (M13); then hand it in (application.ts).
 */
import type { Der } from '../pki/index.ts';
import type { ApplicationContent, ConsentContent } from '../profile/index.ts';
import {
  type ApplicationSteps,
  base64,
  type Context,
  type Credential,
  complete,
  type Enrolment,
  prepare,
} from './application.ts';
import { type ConsentAsked, type ConsentSteps, consentFor, delivered, outgoingOf } from './consent.ts';
import { inOneTap, type TapSteps, tapSteps } from './tap.ts';

/** What the card gave during the tap. */
export interface CardProof {
  readonly signCert: Der;
  readonly cms: Der;
  /** Consent to the latest four items, if the user gave one. */
  readonly consent?: Der;
}

/** M04 and M13. */
const tap = (
  steps: TapSteps,
  enrolment: Enrolment,
  pin: string,
  content: ApplicationContent,
  consent?: ConsentContent,
): Promise<CardProof> =>
  inOneTap(steps, enrolment, pin, async (signCert) => ({
    signCert,
    cms: await steps.signApplication(enrolment, content, signCert),
    ...(consent && { consent: await steps.signConsent(enrolment, consent, signCert) }),
  }));

export const enrolmentSteps = { ...tapSteps, tap };
export type EnrolmentSteps = { [Name in keyof typeof enrolmentSteps]: (typeof enrolmentSteps)[Name] };

/** What an app may ask for beside the certificate. */
export interface EnrolmentWishes {
  /** Items that the user may consent to in the same tap. */
  readonly consent?: ConsentAsked | undefined;
  /** The identifier under which the app knows its user: another person's card is refused before anything changes. */
  readonly pairwise?: string | undefined;
}

/** One enrolment from start to end. Throws `Stop`. */
export async function enrol(
  steps: EnrolmentSteps & ApplicationSteps & ConsentSteps,
  context: Context,
  wishes: EnrolmentWishes,
): Promise<Credential> {
  const { state, enrolment } = context;
  const expected = wishes.pairwise ?? (await context.ownPairwise());
  const { begun, content } = await prepare(steps, context, 'enrolment', expected);
  const consent = wishes.consent && (await consentFor(steps, enrolment, wishes.consent));
  const pin = await steps.askPin(enrolment);
  const { signCert, cms, consent: signedConsent } = await steps.tap(steps, enrolment, pin, content, consent);
  // Before anything is sent: a tap that was given is never asked for again.
  await state.change(enrolment.request.appId, {
    begun: {
      ...begun,
      signed: base64(cms),
      signCert: base64(signCert),
      ...(consent && signedConsent && { consent: outgoingOf('/consents', signedConsent, consent) }),
    },
  });
  const own = await complete(steps, context);
  await delivered(steps, context);
  return own;
}
