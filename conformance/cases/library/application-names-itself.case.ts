import { enrolledIn } from '../../checks/library.ts';
import { namesItself } from '../../checks/library-keys.ts';
import { step, testCase } from '../define.ts';
import { enrol } from './doing.ts';

export default testCase({
  id: 'TC-LIB-043',
  role: 'library',
  requirements: ['OP-APPLICATION-NAMES'],
  purpose: 'What the card signs names this offer, this app and this installation.',
  purposeJa: 'カードの署名対象は、当該申請・アプリ・端末を示す。',
  procedure: [enrol, step('Enrol for another app', (rig) => rig.enrol({ appId: 'shop' }))],
  expectedResult: [enrolledIn(0), namesItself(0, 'abc-bank'), namesItself(1, 'shop'), enrolledIn(1)],
  provenBy: { fail: ['mutant:library-names-the-first-app'] },
});
