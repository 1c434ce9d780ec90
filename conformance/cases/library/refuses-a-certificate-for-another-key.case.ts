import { CA_HOST } from '../../checks/ca.ts';
import { enrolledIn } from '../../checks/library.ts';
import { doesNotAccept } from '../../checks/library-keys.ts';
import { must } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';

export default testCase({
  id: 'TC-LIB-005',
  role: 'library',
  requirements: ['OP-CHECK-CERTIFICATE'],
  purpose:
    'A certificate of the right CA for the right name but for another key is not accepted, and no receipt is sent.',
  purposeJa: '正しい認証局の正しい氏名の証明書でも、別の鍵のものは受け入れず、受領確認を送らない。',
  procedure: [
    step('Enrol', async (rig) => {
      const first = await rig.enrol();
      must(first.state === 'issued');
      rig.notes.set('earlier', Buffer.from(first.certificate).toString('base64'));
    }),
    step('Enrol again; the certificate of the first enrolment comes back', async (rig) => {
      const stop = rig.world.network.tamper({
        host: CA_HOST,
        says: 'the certificate was replaced by an earlier one of the same person, for another key',
        response(answer) {
          const body = Buffer.from(answer.body).toString('utf8');
          if (!body.includes('"certificate"')) return answer;
          const changed = { ...JSON.parse(body), certificate: rig.notes.get('earlier') };
          return { ...answer, body: Buffer.from(JSON.stringify(changed)) };
        },
      });
      await rig.enrol();
      stop();
    }),
  ],
  expectedResult: [enrolledIn(0), doesNotAccept(1, 'library.enrol')],
  provenBy: { fail: ['mutant:library-accepts-any-certificate'] },
});
