import { pressAccepted, pressRefused, recordUnchanged } from '../../checks/bank.ts';
import { otherOf, SEPARATE } from '../ca/two-keys.ts';
import { step, testCase } from '../define.ts';
import { again, consentedMoves, press, waitingChange } from './changing.ts';
import { customer, lookAtRecord } from './customer.ts';

export default testCase({
  id: 'TC-RP-062',
  role: 'relying-party',
  policy: SEPARATE,
  requirements: ['OP-SEPARATE-RP'],
  purpose: 'The press by the key that authenticates changes nothing; by the key that signs it does.',
  purposeJa: '認証用の鍵による操作では何も変わらず、署名用の鍵による操作で変わる。',
  needs: ['attribute-changes', 'customers', 'controlled-clock'],
  procedure: [
    consentedMoves,
    step('The press is by the key that authenticates', async (rig) => {
      const who = await again(rig, customer(rig));
      await press(rig, who, await waitingChange(rig, who), undefined, otherOf(who.phone));
      await lookAtRecord(rig, who);
    }),
    step('The press is by the key that signs', async (rig) => {
      const who = customer(rig);
      await press(rig, who, await waitingChange(rig, who));
    }),
  ],
  expectedResult: [pressRefused(1, 'certificate-purpose'), recordUnchanged(0, 1), pressAccepted(2)],
  provenBy: { fail: ['mutant:bank-lets-the-key-that-authenticates-sign'] },
});
