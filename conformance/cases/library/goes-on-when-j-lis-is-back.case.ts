import { refusedWith } from '../../checks/ca.ts';
import { endsAs, sameBytesAgain } from '../../checks/library-keys.ts';
import { taps } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { resume } from './doing.ts';

export default testCase({
  id: 'TC-LIB-052',
  role: 'library',
  requirements: ['OP-RESUME'],
  purpose:
    'When the CA could not ask J-LIS, the same signed application is handed in later, without another tap.',
  purposeJa: '認証局が失効確認をできなかったときは、同じ申込みを後でタップなしに提出する。',
  needs: ['resumption'],
  procedure: [
    step('Enrol while J-LIS is away', async (rig) => {
      rig.society.faults.set('ocspSign', [{ type: 'down' }]);
      await rig.enrol();
      rig.society.faults.set('ocspSign', []);
    }),
    resume,
  ],
  expectedResult: [
    refusedWith(0, 'jpki-status-unavailable'),
    taps(1, 0),
    sameBytesAgain(0, 1),
    endsAs(1, 'library.resume', 'issued'),
  ],
  provenBy: { fail: ['mutant:library-gives-up-at-503'] },
});
