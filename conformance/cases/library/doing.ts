/** What steps of library cases do besides one call of the contract. */
import {
  AID_JPKI,
  FID,
  parseResponseApdu,
  queryTries,
  selectAid,
  selectEf,
  triesLeftOf,
  utf8Encode,
  verify,
} from '../../../simulator/apdu/index.ts';
import { CA_HOST, DEFAULT_POLICY } from '../../../simulator/ca/index.ts';
import { readCertificate } from '../../../simulator/pki/index.ts';
import { type FourItem, PROFILE_OID } from '../../../simulator/profile/index.ts';
import { must, type Rig } from '../../runner/rig.ts';
import { changeTo } from '../card/dialogue.ts';
import { step } from '../define.ts';

export const DAY = 86_400_000;

/** For which service of the CA consent is asked. */
export const SERVICE = { verifier: DEFAULT_POLICY.verifierId, service: DEFAULT_POLICY.ownService };
export const ALL_ITEMS: readonly FourItem[] = ['name', 'address', 'birth', 'gender'];
export const asking = (items = ALL_ITEMS) => ({ ...SERVICE, items: [...items] });

export const enrol = step('Enrol', (rig) => rig.enrol());
export const enrolAgain = step('Enrol again', (rig) => rig.enrol());

/** Later steps need the certificate. */
export async function enrolled(rig: Rig): Promise<void> {
  must((await rig.enrol()).state === 'issued');
}

/** An answer to a challenge of the bank; what came of it is on record. */
export const logIn = step('Log in', async (rig) => rig.answer(await rig.challenge()));

export const resume = step('Go on with what was begun', (rig) =>
  rig.ask('library.resume', { appId: rig.appId }),
);
export const renew = step('Renew', (rig) => rig.ask('library.renew', { appId: rig.appId }));
export const list = step('Which certificates has the phone?', (rig) => rig.ask('library.certificates', {}));

export const consent = (rig: Rig, items = ALL_ITEMS) =>
  rig.ask('library.consent', { appId: rig.appId, ca: rig.ca, ...asking(items) });
export const withdraw = (rig: Rig, items?: readonly FourItem[]) =>
  rig.ask('library.withdrawConsent', {
    appId: rig.appId,
    ca: rig.ca,
    ...SERVICE,
    ...(items && { items: [...items] }),
  });
export const revoke = (rig: Rig, wish: 'stop' | 'lost' | 'key-compromise', by: 'key' | 'card' = 'key') =>
  rig.ask('library.revoke', { appId: rig.appId, ca: rig.ca, wish, by });

/** Wrong passwords until so many tries are left: what the person did before the case. */
export async function spendTries({ card }: Rig, left: number): Promise<void> {
  const send = async (capdu: Uint8Array): Promise<number> => parseResponseApdu(await card.transmit(capdu)).sw;
  await card.connect();
  await send(selectAid(AID_JPKI));
  await send(selectEf(FID.SIGN_PIN));
  // The card has five tries at most.
  for (let tries = 0; tries < 5 && (triesLeftOf(await send(queryTries())) ?? 0) > left; tries++)
    await send(verify(utf8Encode('WRONG9')));
  await card.disconnect();
}

/** The person has another password from now on: changed on the card, and entered when asked. */
export async function takePassword({ card, user, pins }: Rig, password: string): Promise<void> {
  await card.connect();
  for (const capdu of [
    selectAid(AID_JPKI),
    selectEf(FID.SIGN_PIN),
    verify(utf8Encode(pins.signPin)),
    changeTo(password),
  ])
    must(parseResponseApdu(await card.transmit(capdu)).sw === 0x9000);
  await card.disconnect();
  user.pin = password;
}

/** The CA does what it is asked, and its answers to this path are lost, so many of them. */
export const loseAnswers = ({ society }: Pick<Rig, 'society'>, path: string, next: number): void =>
  society.faults.set('ca', [{ type: 'lost', path, next }]);

/** More than any library asks for. */
export const MANY = 1_000;

/** The path of one application is known only when it is there: all paths of applications but the first. */
export const OF_APPLICATIONS = '/applications/';

/** From the answer with the certificate on, no answer of the CA comes. */
export function loseReceiptAnswers({ world, society }: Rig): void {
  const stop = world.network.tamper({
    host: CA_HOST,
    says: 'unchanged',
    response(answer, { url }) {
      if (answer.status === 201 && /\/(signed|activation)$/.test(url)) {
        loseAnswers({ society }, OF_APPLICATIONS, MANY);
        stop();
      }
      return answer;
    },
  });
}

/** The identifier under which the app knows the person, from the attribute certificate that came last. */
export function pairwiseOf({ world }: Rig): string | undefined {
  const texts = world.recorder.observations.flatMap((o) =>
    o.kind === 'http' && o.response?.text?.includes('"attributeCertificate"') ? [o.response.text] : [],
  );
  const last = texts.at(-1);
  if (last === undefined) return undefined;
  const { attributeCertificate } = JSON.parse(last) as { attributeCertificate: string };
  const der = new Uint8Array(Buffer.from(attributeCertificate, 'base64'));
  return readCertificate(der).otherNames.get(PROFILE_OID.pairwise);
}
