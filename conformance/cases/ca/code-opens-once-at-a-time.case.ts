import { issuedIn, saysNo } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { coded } from './coded.ts';

export default testCase({
  id: 'TC-CA-054',
  role: 'ca',
  route: 'code-after-signature',
  requirements: ['ESA-R6-3-2-ro'],
  purpose:
    'Of two phones that return the same one-time code at once, with a key each, one gets a certificate.',
  purposeJa: '同じ利用者識別符号が別々の鍵で同時に届いても、発行されるのは一方だけである。',
  procedure: [
    step('The card signs, and the code comes back from two phones at once', async (rig) => {
      const { code, use } = await coded(rig);
      await Promise.all([use(code), use(code)]);
    }),
    step('And once more', async (rig) => {
      const { code, use } = await coded(rig);
      await use(code);
    }),
  ],
  expectedResult: [issuedIn(0), saysNo(0, 'application-replayed'), issuedIn(1)],
  provenBy: { fail: ['mutant:ca-code-lasts'] },
});
