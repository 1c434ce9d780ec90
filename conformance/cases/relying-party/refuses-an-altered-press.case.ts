import { pressAccepted, pressRefused, recordUnchanged } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { again, consentedMoves, look, press, pressOf, send, waitingChange } from './changing.ts';
import { customer, lookAtRecord } from './customer.ts';
import { oneBitChanged } from './one-bit.ts';

export default testCase({
  id: 'TC-RP-051',
  role: 'relying-party',
  requirements: ['ESA-A2-1-CHANGE'],
  purpose: 'A press of which one bit was changed on the way is refused, whichever bit.',
  purposeJa: '操作の署名は、一ビットでも変わると拒まれる。',
  needs: ['attribute-changes', 'customers', 'controlled-clock'],
  procedure: [
    consentedMoves,
    step('Eight presses, each with one bit changed', async (rig) => {
      const who = await again(rig, customer(rig));
      const offer = await look(rig, who, await waitingChange(rig, who));
      const chance = rig.world.chance.fork('bits');
      for (let i = 0; i < 8; i++) {
        const jws = rig.holders.jws(who.phone, pressOf(rig, offer));
        await send(rig, offer.change, oneBitChanged(jws, i % 2 === 0 ? 1 : 2, chance));
      }
      await lookAtRecord(rig, who);
    }),
    step('A good press', async (rig) => {
      const who = customer(rig);
      await press(rig, who, await waitingChange(rig, who));
    }),
  ],
  expectedResult: [
    pressRefused(1, 'change-signature-invalid', 'change-malformed'),
    recordUnchanged(0, 1),
    pressAccepted(2),
  ],
  provenBy: { fail: ['mutant:bank-does-not-verify-presses'] },
});
