/**
 * Consent to the latest four items (M13) and its withdrawal (M15): messages of their own, signed by the card, item by item
 * (施行規則35条の2). One consent is for one service; refusing it changes nothing else.
 */
import type { Der } from '../pki/index.ts';
import {
  type ConsentContent,
  type ConsentDelivery,
  caConsentAnswer,
  type FourItem,
  prepareJws,
  profileTime,
  sha256Hex,
  type WithdrawalContent,
} from '../profile/index.ts';
import { base64, type Context, type Credential, credentialOf, derOf, type Enrolment } from './application.ts';
import { post } from './ca-client.ts';
import type { GivenConsent, Outgoing } from './state.ts';
import { Stop } from './stop.ts';
import { inOneTap, type TapSteps } from './tap.ts';

/** What an app asks its user to consent to. */
export interface ConsentAsked {
  /** Under which name J-LIS knows who will ask. */
  readonly verifier: string;
  readonly service: string;
  readonly items: readonly FourItem[];
}

/** The user chooses; whatever they answer, nothing beyond what was asked for is taken. */
async function chooseItems({ deps }: Enrolment, asked: ConsentAsked): Promise<readonly FourItem[]> {
  const chosen = (await deps.ui.chooseItems?.(asked.service, asked.items)) ?? [];
  return asked.items.filter((item) => chosen.includes(item));
}

const words = ({ deps }: Enrolment, { verifier, service }: Pick<ConsentAsked, 'verifier' | 'service'>) => ({
  verifier,
  service,
  at: profileTime(deps.now()),
  nonce: deps.id(16),
});

const consentContentFor = (
  enrolment: Enrolment,
  asked: ConsentAsked,
  items: readonly FourItem[],
): ConsentContent => {
  const { verifier, service, at, nonce } = words(enrolment, asked);
  return { purpose: 'four-items-consent', verifier, service, items: [...items], at, nonce };
};

const withdrawalContentFor = (
  enrolment: Enrolment,
  given: Pick<ConsentAsked, 'verifier' | 'service'>,
): WithdrawalContent => ({ purpose: 'four-items-withdrawal', ...words(enrolment, given) });

/** What the CA says to a consent or a withdrawal. The same bytes again get the same answer. */
const sendConsent = ({ deps, request: { ca } }: Enrolment, path: string, cms: string) =>
  post(deps.fetch, `${ca}${path}`, { cms }, caConsentAnswer);

/** The same to a bank that is itself a verifier; the key of the app says there whose consent it is. */
async function sendConsentToBank(
  { deps }: Enrolment,
  own: Credential,
  bank: string,
  { path, cms }: Pick<Outgoing, 'path' | 'cms'>,
): Promise<void> {
  const payload: ConsentDelivery = {
    purpose: 'consent-delivery',
    appId: own.appId,
    cms: sha256Hex(derOf(cms)),
    at: profileTime(deps.now()),
    nonce: deps.id(16),
  };
  const prepared = prepareJws(payload, [own.certificate]);
  const jws = prepared.assemble(await deps.keyStore.sign(own.keyId, prepared.toBeSigned, 'raw'));
  await post(deps.fetch, `${bank}${path}`, { cms, jws }, caConsentAnswer);
}

export const consentSteps = {
  chooseItems,
  consentContentFor,
  withdrawalContentFor,
  sendConsent,
  sendConsentToBank,
};
export type ConsentSteps = { [Name in keyof typeof consentSteps]: (typeof consentSteps)[Name] };

/** The consent to be signed; undefined when the user chose nothing. */
export async function consentFor(
  steps: ConsentSteps,
  enrolment: Enrolment,
  asked: ConsentAsked,
): Promise<ConsentContent | undefined> {
  const items = await steps.chooseItems(enrolment, asked);
  return items.length === 0 ? undefined : steps.consentContentFor(enrolment, asked, items);
}

export const outgoingOf = (
  path: Outgoing['path'],
  cms: Der,
  {
    verifier,
    service,
    items = [],
  }: Pick<ConsentContent, 'verifier' | 'service'> & { readonly items?: FourItem[] },
): Outgoing => ({ path, cms: base64(cms), says: { verifier, service, items } });

const isAbout =
  ({ verifier, service }: Pick<GivenConsent, 'verifier' | 'service'>) =>
  (given: GivenConsent): boolean =>
    given.verifier === verifier && given.service === service;

/**
 * Sends what the card signed and the CA has not answered. What it refuses is dropped and told; what it does not answer is
 * kept. Answers why it ended early and never throws a `Stop`: the certificate, if one came, does not hang on it.
 */
export async function delivered(
  steps: ConsentSteps,
  { enrolment, state }: Context,
): Promise<Stop | undefined> {
  const { appId } = enrolment.request;
  const { ui } = enrolment.deps;
  for (;;) {
    const app = await state.app(appId);
    const [next, ...rest] = app?.outbox ?? [];
    if (!app || !next) return undefined; // each round sends one or ends
    const isConsent = next.path === '/consents';
    try {
      if (next.bank === undefined) await steps.sendConsent(enrolment, next.path, next.cms);
      else if (!app.credential) throw new Stop('no-certificate', 'this app has no certificate');
      else await steps.sendConsentToBank(enrolment, credentialOf(appId, app.credential), next.bank, next);
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      if (!error.undecided) await state.change(appId, { outbox: rest });
      await ui.show({ kind: 'refused', code: error.code });
      return error;
    }
    const others = app.consents.filter((given) => !isAbout(next.says)(given));
    await state.change(appId, { outbox: rest, consents: isConsent ? [...others, next.says] : others });
    await ui.show({ kind: isConsent ? 'consent-given' : 'consent-withdrawn' });
  }
}

/** One tap, one VERIFY: the card signs these, and they go out in their order. Throws `Stop`. */
async function signedAndSent(
  steps: ConsentSteps & TapSteps,
  context: Context,
  messages: readonly (ConsentContent | WithdrawalContent)[],
  bank: string | undefined,
): Promise<void> {
  const { enrolment, state } = context;
  const pin = await steps.askPin(enrolment);
  const signed = await inOneTap(steps, enrolment, pin, async (signCert) => {
    const made: Outgoing[] = [];
    for (const message of messages)
      made.push(
        message.purpose === 'four-items-consent'
          ? outgoingOf('/consents', await steps.signConsent(enrolment, message, signCert), message)
          : outgoingOf(
              '/consents/withdrawals',
              await steps.signRequest(enrolment, message, signCert),
              message,
            ),
      );
    return made;
  });
  const { appId } = enrolment.request;
  const outbox = (await state.app(appId))?.outbox ?? [];
  const addressed = signed.map((one) => (bank === undefined ? one : { ...one, bank }));
  await state.change(appId, { outbox: [...outbox, ...addressed] });
  const ended = await delivered(steps, context);
  if (ended) throw ended;
}

/** M13, later than enrolment. Throws `Stop` (`nothing-chosen`). */
export async function giveConsent(
  steps: ConsentSteps & TapSteps,
  context: Context,
  asked: ConsentAsked,
  bank?: string,
): Promise<GivenConsent> {
  const consent = await consentFor(steps, context.enrolment, asked);
  if (!consent) throw new Stop('nothing-chosen', 'the user chose no item');
  await signedAndSent(steps, context, [consent], bank);
  return { verifier: consent.verifier, service: consent.service, items: consent.items };
}

/**
 * M15. Of these items, or of all. A withdrawal is for a whole service; where some items stay, the same tap signs the consent
 * to those anew. Throws `Stop` (`no-consent` where this phone would have to know what stays and does not).
 */
export async function withdrawConsent(
  steps: ConsentSteps & TapSteps,
  context: Context,
  service: Pick<ConsentAsked, 'verifier' | 'service'>,
  items?: readonly FourItem[],
  bank?: string,
): Promise<GivenConsent> {
  const { enrolment, state } = context;
  const given = (await state.app(enrolment.request.appId))?.consents.find(isAbout(service));
  if (items && !given) throw new Stop('no-consent', 'this phone knows of no such consent');
  const stay = items && given ? given.items.filter((item) => !items.includes(item)) : [];
  const messages = [
    steps.withdrawalContentFor(enrolment, service),
    ...(stay.length > 0 ? [steps.consentContentFor(enrolment, { ...service, items: stay }, stay)] : []),
  ];
  await signedAndSent(steps, context, messages, bank);
  return { verifier: service.verifier, service: service.service, items: stay };
}
