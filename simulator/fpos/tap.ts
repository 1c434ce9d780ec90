/**
 * One tap: everything that the card does for one thing that the person wants, in one presence, with one VERIFY.
 *
 * Each step has a name, so that another implementation may replace it.
 */
import { FID } from '../apdu/index.ts';
import { type Der, prepareCms } from '../pki/index.ts';
import { type ApplicationContent, type ConsentContent, contentBytes } from '../profile/index.ts';
import type { Context, Enrolment } from './application.ts';
import { openJpki, readCertificateFile, signOnCard, signPinTries, verifySignPin } from './card-session.ts';
import { Stop } from './stop.ts';

/** The password is asked for before the tap, so that the card need not be held while typing. */
async function askPin({ deps }: Enrolment): Promise<string> {
  const pin = await deps.ui.signPin();
  if (pin === undefined) throw new Stop('cancelled', 'the user entered no password');
  // The card compares bytes and holds upper case; clients fold, as people type either.
  return pin.toUpperCase();
}

const openCard = ({ deps }: Enrolment): Promise<void> => openJpki(deps.card);

/** One VERIFY, and only while a try is left; what the card says is shown, and nothing is repeated. */
async function presentPin({ deps }: Enrolment, pin: string): Promise<void> {
  const left = await signPinTries(deps.card);
  if (left === 0) {
    await deps.ui.show({ kind: 'pin-blocked' });
    throw new Stop('pin-blocked', 'no try is left');
  }
  if (left === 1 && !(await deps.ui.riskLastTry?.())) throw new Stop('cancelled', 'one try is left');
  const triesLeft = await verifySignPin(deps.card, pin);
  if (triesLeft === undefined) return;
  await deps.ui.show(triesLeft === 0 ? { kind: 'pin-blocked' } : { kind: 'pin-refused', triesLeft });
  throw new Stop(triesLeft === 0 ? 'pin-blocked' : 'pin-wrong', `${triesLeft} tries left`);
}

const readSignCert = ({ deps }: Enrolment): Promise<Der> => readCertificateFile(deps.card, FID.SIGN_CERT);

/** Content as CMS SignedData, signed by the card's signing key. */
async function signByCard({ deps }: Enrolment, content: object, signCert: Der): Promise<Der> {
  const cms = prepareCms({ content: contentBytes(content), signerCert: signCert, signingTime: deps.now() });
  return cms.assemble(await signOnCard(deps.card, FID.SIGN_KEY, cms.toBeSigned));
}

/** Everything that the card does, in one presence. The card is let go whatever happens. */
export async function inOneTap<T>(
  steps: TapSteps,
  enrolment: Enrolment,
  pin: string,
  work: (signCert: Der) => Promise<T>,
): Promise<T> {
  const { card } = enrolment.deps;
  try {
    await steps.openCard(enrolment);
    await steps.presentPin(enrolment, pin);
    return await work(await steps.readSignCert(enrolment));
  } finally {
    await steps.letGo(card);
  }
}

/** The reader may fail here too, when the card is gone already; what went before counts. */
const letGo = (card: Context['deps']['card']): Promise<void> => card.disconnect().catch(() => {});

export const tapSteps = {
  askPin,
  openCard,
  presentPin,
  readSignCert,
  signApplication: signByCard as (e: Enrolment, content: ApplicationContent, signCert: Der) => Promise<Der>,
  signConsent: signByCard as (e: Enrolment, content: ConsentContent, signCert: Der) => Promise<Der>,
  /** A withdrawal of consent, or the end of all certificates. */
  signRequest: signByCard,
  letGo,
};
export type TapSteps = { [Name in keyof typeof tapSteps]: (typeof tapSteps)[Name] };
