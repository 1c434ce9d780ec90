/** A customer with the library under test, whose address changes; bank and CA are the references. */
import type { ChangePush } from '../../../simulator/profile/index.ts';
import { BANK_APP } from '../../../simulator/relying-party/index.ts';
import { must, type Rig } from '../../runner/rig.ts';
import { DAY, MINUTE, OWN_SERVICE } from '../ca/holding.ts';

const ADDRESS = '東京都架空区試験町一丁目２番３号';

/** Enrols, logs in, lets pushes come, and consents: to the bank's service, or to the CA's own. */
export async function becomesCustomer(rig: Rig, service: string = BANK_APP): Promise<void> {
  must((await rig.enrol()).state === 'issued');
  const session = await rig.logIn();
  must(session);
  await rig.bank('POST', '/push-registrations', { body: { token: rig.world.chance.id(16) }, session });
  must((await rig.holders.consent(1, service, ['name', 'address'])).status === 201);
  await rig.advance(2 * DAY);
}
export const consentsToTheCaAlone = (rig: Rig): Promise<void> => becomesCustomer(rig, OWN_SERVICE);

/** Moves; a quarter of an hour later J-LIS, CA and bank know. */
export async function moves(rig: Rig): Promise<void> {
  rig.given('address of 1', ADDRESS);
  rig.jlis.happen(1, { type: 'move-within', address: ADDRESS });
  rig.jlis.happen(1, { type: 'apply-certificates', kinds: ['sign'] });
  await rig.advance(16 * MINUTE);
}

/** The push that went to the phone; later steps need it. */
export function pushed(rig: Rig): ChangePush {
  const last = rig.society.push.notifications.at(-1);
  must(last);
  return last.push;
}
