import { movementsAre, paymentExecuted, paymentRefused } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, handIn, lookAtAccount, pay, payloadFor, propose } from './customer.ts';
import { oneBitChanged } from './one-bit.ts';

const BITS = 16;

export default testCase({
  id: 'TC-RP-021',
  role: 'relying-party',
  requirements: ['ESA-A2-1-TX'],
  purpose:
    'A signature of which one bit of payload or signature was changed on the way is refused, whichever bit.',
  purposeJa: '取引の署名は、送信中に一ビットでも変わると拒まれる。',
  needs: ['transactions', 'customers'],
  procedure: [
    step('A payment is signed and handed in', async (rig) => pay(rig, await becomeCustomer(rig))),
    step('Sixteen signatures, each with one bit changed', async (rig) => {
      const who = customer(rig);
      const chance = rig.world.chance.fork('bits');
      for (let i = 0; i < BITS; i++) {
        const proposal = await propose(rig, who);
        const jws = rig.holders.jws(who.phone, payloadFor(rig, proposal));
        await handIn(rig, who, proposal.transaction, oneBitChanged(jws, i % 2 === 0 ? 1 : 2, chance));
      }
      await lookAtAccount(rig, who);
    }),
  ],
  expectedResult: [
    paymentExecuted(0),
    movementsAre(0, 1),
    paymentRefused(1, 'transaction-signature-invalid', 'transaction-malformed'),
    movementsAre(1, 1),
  ],
  provenBy: { fail: ['mutant:bank-does-not-verify-payments'] },
});
