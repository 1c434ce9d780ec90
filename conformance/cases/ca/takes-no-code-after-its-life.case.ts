import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { coded } from './coded.ts';
import { enrolAs } from './holding.ts';

export default testCase({
  id: 'TC-CA-026',
  role: 'ca',
  needs: ['controlled-clock'],
  route: 'code-after-signature',
  requirements: ['ESA-R6-3-2-ro'],
  purpose: 'The one-time code is refused after the expiry that came with it.',
  purposeJa: '利用者識別符号は、示された期限の後は受け付けない。',
  procedure: [
    step('The person enrols with a code', (rig) => enrolAs(rig, 'phone')),
    step('The code is returned too late', async (rig) => {
      const { code, expires, use } = await coded(rig);
      await rig.advance(expires.getTime() - rig.world.clock.now().getTime() + 2000);
      await use(code);
    }),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'code-expired')],
  provenBy: { fail: ['mutant:ca-code-never-expires'] },
});
