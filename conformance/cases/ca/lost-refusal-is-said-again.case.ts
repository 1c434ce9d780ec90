import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { must } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { applied } from './holding.ts';

export default testCase({
  id: 'TC-CA-121',
  role: 'ca',
  requirements: ['OP-SAME-ANSWER'],
  purpose:
    'When the answer with a refusal is lost on the way, the same message again is refused for the same reason, and not because the application was used.',
  purposeJa: '拒否の応答が途中で失われても、同じメッセージの再送は「使用済み」ではなく同じ理由で拒否される。',
  procedure: [
    step('Enrol while the certificate is good', (rig) => rig.enrol()),
    step('J-LIS revokes it, and its status tells so', async (rig) => {
      rig.jlis.revoke('sign', rig.citizen, 'affiliationChanged');
      await rig.untilStatusTells();
    }),
    step('The person applies, and the answer is lost', async (rig) => {
      const own = await applied(rig);
      rig.notes.set('hand in', own.handIn);
      rig.society.faults.set('ca', [{ type: 'lost', next: 1 }]);
      await own.handIn();
      rig.society.faults.set('ca', []);
    }),
    step('The phone sends the same again', async (rig) => {
      const handIn = rig.notes.get('hand in') as Awaited<ReturnType<typeof applied>>['handIn'] | undefined;
      must(handIn !== undefined);
      await handIn();
    }),
  ],
  expectedResult: [issuedIn(0), refusedWith(3, 'jpki-revoked')],
  provenBy: { fail: ['mutant:ca-forgets-why-it-refused'] },
});
