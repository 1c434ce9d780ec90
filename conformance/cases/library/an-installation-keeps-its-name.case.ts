import { enrolledIn } from '../../checks/library.ts';
import { instances } from '../../checks/library-keys.ts';
import { step, testCase } from '../define.ts';
import { enrol, enrolAgain } from './doing.ts';

export default testCase({
  id: 'TC-LIB-069',
  role: 'library',
  requirements: ['OP-INSTANCE'],
  purpose: 'An installation names itself to the CA always the same, and another one otherwise.',
  purposeJa: '端末の識別子は同じ端末では同じ、別の端末では別である。',
  needs: ['other-phone'],
  procedure: [
    enrol,
    enrolAgain,
    step('Take a new phone and enrol', async (rig) => {
      await rig.ask('library.phone', { name: 'new' });
      return rig.enrol();
    }),
  ],
  expectedResult: [enrolledIn(0), enrolledIn(1), enrolledIn(2), instances(0, 1, 2)],
  provenBy: { fail: ['mutant:library-names-all-phones-alike', 'mutant:library-names-itself-anew'] },
});
