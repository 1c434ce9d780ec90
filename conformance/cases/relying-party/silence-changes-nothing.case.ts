import type { ChangeOffer } from '../../../simulator/profile/index.ts';
import { pressRefused, recordUnchanged } from '../../checks/bank.ts';
import { changesAre, pushesOnce } from '../../checks/bank-changes.ts';
import { DAY } from '../ca/holding.ts';
import { step, testCase } from '../define.ts';
import { again, consentedMoves, look, lookAtChanges, pressOf, send, waitingChange } from './changing.ts';
import { customer, lookAtRecord } from './customer.ts';

export default testCase({
  id: 'TC-RP-043',
  role: 'relying-party',
  requirements: ['OP-RP-PRESS'],
  purpose: 'Who never presses keeps the record; a press after the time is over is refused.',
  purposeJa: '操作がなければ記録は変わらず、期限後の操作は拒まれる。',
  needs: ['attribute-changes', 'customers', 'controlled-clock'],
  procedure: [
    consentedMoves,
    step('A month goes by', async (rig) => {
      const before = await again(rig, customer(rig));
      rig.notes.set('change', await waitingChange(rig, before));
      rig.notes.set('offer', await look(rig, before, await waitingChange(rig, before)));
      await rig.advance(31 * DAY);
      const who = await again(rig, before);
      await lookAtRecord(rig, who);
      await lookAtChanges(rig, who);
    }),
    step('Now the press comes', async (rig) => {
      const who = customer(rig);
      const offer = rig.notes.get('offer') as ChangeOffer;
      await send(rig, offer.change, rig.holders.jws(who.phone, pressOf(rig, offer)));
      await lookAtRecord(rig, who);
    }),
  ],
  expectedResult: [
    pushesOnce(0),
    recordUnchanged(0, 1),
    changesAre(1, 'timed-out'),
    pressRefused(2, 'change-expired'),
    recordUnchanged(0, 2),
  ],
  provenBy: { fail: ['mutant:bank-takes-silence-for-yes', 'mutant:bank-waits-for-ever'] },
});
