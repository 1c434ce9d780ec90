import { movementsAre, paymentExecuted, paymentRefused } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, handIn, lookAtAccount, pay, payloadFor, propose } from './customer.ts';

export default testCase({
  id: 'TC-RP-030',
  role: 'relying-party',
  requirements: ['OP-TX-ONCE'],
  purpose: 'A signature that comes after the expiry of the proposal is refused.',
  purposeJa: '提案の有効期限を過ぎた署名は拒まれる。',
  needs: ['transactions', 'customers', 'controlled-clock'],
  procedure: [
    step('A payment is signed and handed in', async (rig) => pay(rig, await becomeCustomer(rig))),
    step('The proposal expires, then it is signed', async (rig) => {
      const who = customer(rig);
      const proposal = await propose(rig, who);
      await rig.advance(new Date(proposal.expires).getTime() - rig.world.clock.now().getTime() + 1_000);
      const jws = rig.holders.jws(who.phone, payloadFor(rig, proposal));
      await handIn(rig, who, proposal.transaction, jws);
      await lookAtAccount(rig, who);
    }),
  ],
  expectedResult: [
    paymentExecuted(0),
    movementsAre(0, 1),
    paymentRefused(1, 'transaction-expired'),
    movementsAre(1, 1),
  ],
  provenBy: { fail: ['mutant:bank-executes-late'] },
});
