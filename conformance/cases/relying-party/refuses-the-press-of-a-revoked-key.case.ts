import { pressRefused, recordUnchanged } from '../../checks/bank.ts';
import { pushesOnce } from '../../checks/bank-changes.ts';
import { must } from '../../runner/rig.ts';
import { askEnd } from '../ca/holding.ts';
import { step, testCase } from '../define.ts';
import { again, consentedMoves, look, pressOf, send, waitingChange } from './changing.ts';
import { customer, lookAtRecord } from './customer.ts';

export default testCase({
  id: 'TC-RP-052',
  role: 'relying-party',
  requirements: ['OP-RP-STATUS'],
  purpose: 'The press of a phone whose certificate was revoked changes nothing.',
  purposeJa: '失効した証明書の端末での操作では何も変わらない。',
  needs: ['attribute-changes', 'customers', 'controlled-clock'],
  procedure: [
    consentedMoves,
    step('The phone is lost and its certificate revoked; somebody presses on it', async (rig) => {
      const who = await again(rig, customer(rig));
      const offer = await look(rig, who, await waitingChange(rig, who));
      must((await askEnd(rig, who.phone, 'lost')).status === 200);
      await send(rig, offer.change, rig.holders.jws(who.phone, pressOf(rig, offer)));
      await lookAtRecord(rig, who);
    }),
  ],
  expectedResult: [pushesOnce(0), pressRefused(1, 'certificate-revoked'), recordUnchanged(0, 1)],
  provenBy: { fail: ['mutant:bank-does-not-look-who-presses'] },
});
