import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { coded } from './coded.ts';
import { enrolAs } from './holding.ts';

export default testCase({
  id: 'TC-CA-028',
  role: 'ca',
  route: 'code-after-signature',
  requirements: ['ESA-R6-3-2-ro3'],
  purpose: 'The code of one application opens no other one.',
  purposeJa: 'ある申請の利用者識別符号は、別の申請では使えない。',
  procedure: [
    step('The person enrols with a code', (rig) => enrolAs(rig, 'phone')),
    step('The code of one application is used in another', async (rig) => {
      const [one, other] = [await coded(rig), await coded(rig)];
      await other.use(one.code);
    }),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'code-wrong')],
  provenBy: { fail: ['mutant:ca-takes-any-code'] },
});
