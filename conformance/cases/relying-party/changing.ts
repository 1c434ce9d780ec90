/** What happens to customers and to what the bank has on record of them. */

import type { DeliveredItems } from '../../../simulator/profile/index.ts';
import {
  type ChangeOffer,
  changeList,
  changeOffer,
  changeSetOf,
  sha256Hex,
} from '../../../simulator/profile/index.ts';
import { BANK_APP } from '../../../simulator/relying-party/index.ts';
import { loginKeyOf } from '../../../simulator/society/index.ts';
import { must, type Rig } from '../../runner/rig.ts';
import { DAY, MINUTE } from '../ca/holding.ts';
import { step } from '../define.ts';
import { becomeCustomer, type Customer, customer, lookAtRecord, type Signer, sessionOf } from './customer.ts';

/** A customer with a phone that hears pushes, who consented to the bank's service; the consent has begun. */
export async function consented(rig: Rig, citizen = 1): Promise<Customer> {
  const who = await becomeCustomer(rig, citizen);
  await listen(rig, who);
  must((await rig.holders.consent(citizen, BANK_APP, ['name', 'address'])).status === 201);
  await rig.advance(2 * DAY);
  return again(rig, who, citizen);
}

/** To whom a consent to a bank that is itself a verifier is given. */
export const BANK_SERVICE = { verifier: BANK_APP, service: BANK_APP };

/** The card of this citizen signs the content, the key of the customer says whose it is; whatever comes of it. */
export function saysToBank(rig: Rig, { phone }: Customer, content: object, citizen = 1, path = '/consents') {
  const { holders } = rig;
  const stamped = { ...content, at: holders.time(), nonce: holders.nonce() };
  const cms = holders.signed(citizen, stamped);
  const jws = holders.jws(phone, {
    purpose: 'consent-delivery',
    appId: BANK_APP,
    cms: sha256Hex(Buffer.from(cms, 'base64')),
    at: holders.time(),
    nonce: holders.nonce(),
  });
  return rig.bank('POST', path, { body: { cms, jws } });
}

export const CONSENT = { purpose: 'four-items-consent', ...BANK_SERVICE, items: ['name', 'address'] };

/** A customer with a phone that hears pushes, who consented to the bank itself; the consent has begun. */
export async function consentedToBank(rig: Rig): Promise<Customer> {
  const who = await becomeCustomer(rig);
  await listen(rig, who);
  must((await saysToBank(rig, who, CONSENT)).status === 201);
  await rig.advance(2 * DAY);
  return again(rig, who);
}

const listen = (rig: Rig, { session }: Customer) =>
  rig.bank('POST', '/push-registrations', { body: { token: rig.holders.nonce() }, session });

/** The session of before is over: log in once more. */
export async function again(rig: Rig, { phone }: Customer, citizen = 1): Promise<Customer> {
  const now = await sessionOf(rig, phone);
  rig.notes.set(`customer ${citizen}`, now);
  return now;
}

/** Moves within the town: the signing certificate ends, another is applied for; a quarter of an hour later everybody knows. */
export async function moves(rig: Rig, address: string, citizen = 1): Promise<void> {
  rig.jlis.happen(citizen, { type: 'move-within', address });
  rig.jlis.happen(citizen, { type: 'apply-certificates', kinds: ['sign'] });
  rig.given(`address of ${citizen}`, address);
  await rig.advance(16 * MINUTE);
}

/** Where customers move to. */
export const ADDRESS = '東京都架空区試験町一丁目２番３号';

/** The first step of most cases about changes: the record is looked at before the move, so that it can be compared with later. */
export const consentedMoves = step('A customer who consented moves', async (rig) => {
  const who = await consented(rig);
  await lookAtRecord(rig, who);
  await moves(rig, ADDRESS);
});

/** The id of the latest change of this customer, which is the one that waits; steps after it need one. */
export async function waitingChange(rig: Rig, { session }: Customer): Promise<string> {
  const read = changeList.safeParse((await rig.bank('GET', '/changes', { session })).body);
  const change = read.success && read.data.changes.at(-1)?.change;
  must(change);
  return change;
}

export const lookAtChanges = (rig: Rig, { session }: Customer) => rig.bank('GET', '/changes', { session });

/** The phone looks at the change. */
export async function look(rig: Rig, { phone }: Customer, change: string): Promise<ChangeOffer> {
  const payload = {
    purpose: 'change-request',
    change,
    appId: BANK_APP,
    at: rig.holders.time(),
    nonce: rig.holders.nonce(),
  };
  const jws = rig.holders.jws(loginKeyOf(phone), payload);
  const read = changeOffer.safeParse((await rig.bank('POST', `/changes/${change}`, { body: { jws } })).body);
  must(read.success);
  return read.data;
}

/** Between the push and the press: the change is on the screen of the phone, and the record is looked at. */
export const looksAndDoesNotPress = step('The customer looks, and has not pressed yet', async (rig) => {
  const who = await again(rig, customer(rig));
  await look(rig, who, await waitingChange(rig, who));
  await lookAtRecord(rig, who);
});

/** What one press signs. */
export const pressOf = (rig: Rig, { change, changeSet }: Pick<ChangeOffer, 'change' | 'changeSet'>) => ({
  purpose: 'change-confirmation',
  case: change,
  changeSet,
  decision: 'confirm',
  at: rig.holders.time(),
});

export const send = (rig: Rig, change: string, jws: string) =>
  rig.bank('POST', `/changes/${change}/confirmation`, { body: { jws } });

/** Looks, presses (with this change of what is signed), and sends. */
export async function press(
  rig: Rig,
  who: Customer,
  change: string,
  altered: (payload: object) => object = (payload) => payload,
  signer: Signer = who.phone,
): Promise<string> {
  const offer = await look(rig, who, change);
  const jws = rig.holders.jws(signer, altered(pressOf(rig, offer)));
  await send(rig, change, jws);
  return jws;
}

/** A report of these facts onto this version of the record (shape B). */
export const reportOf = (rig: Rig, onto: number, items: DeliveredItems) => ({
  purpose: 'facts-report',
  appId: BANK_APP,
  onto,
  changeSet: changeSetOf(items),
  items,
  asOf: rig.holders.time(),
  at: rig.holders.time(),
  nonce: rig.holders.nonce(),
});

export const sendReport = (rig: Rig, { phone }: Customer, payload: object, signer: Signer = phone) =>
  rig.bank('POST', '/reports', { body: { jws: rig.holders.jws(signer, payload) } });
