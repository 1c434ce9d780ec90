import type { ChangeOffer } from '../../../simulator/profile/index.ts';
import { pressAccepted, recordUnchanged } from '../../checks/bank.ts';
import { pushesOnce, recordVersionIs } from '../../checks/bank-changes.ts';
import { step, testCase } from '../define.ts';
import { again, consentedMoves, look, pressOf, send, waitingChange } from './changing.ts';
import { customer, lookAtRecord } from './customer.ts';

export default testCase({
  id: 'TC-RP-044',
  role: 'relying-party',
  requirements: ['OP-RP-ONCE'],
  purpose: 'The same press again, and a second press, change nothing more.',
  purposeJa: '同じ操作の再送も、二回目の操作も、それ以上何も変えない。',
  needs: ['attribute-changes', 'customers', 'controlled-clock'],
  procedure: [
    consentedMoves,
    step('One press', async (rig) => {
      const who = await again(rig, customer(rig));
      const change = await waitingChange(rig, who);
      const offer = await look(rig, who, change);
      rig.notes.set('offer', offer);
      const jws = rig.holders.jws(who.phone, pressOf(rig, offer));
      rig.notes.set('press', jws);
      await send(rig, change, jws);
      await lookAtRecord(rig, who);
    }),
    step('The same press again, and another one', async (rig) => {
      const who = customer(rig);
      const offer = rig.notes.get('offer') as ChangeOffer;
      await send(rig, offer.change, rig.notes.get('press') as string);
      await rig.advance(1_000);
      await send(rig, offer.change, rig.holders.jws(who.phone, pressOf(rig, offer)));
      await lookAtRecord(rig, who);
    }),
  ],
  expectedResult: [pushesOnce(0), pressAccepted(1), recordVersionIs(1, 2), recordUnchanged(1, 2)],
  provenBy: { fail: ['mutant:bank-applies-every-press'] },
});
