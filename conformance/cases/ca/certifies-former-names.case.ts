import { issuedRightly } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, show } from './holding.ts';

export default testCase({
  id: 'TC-CA-088',
  role: 'ca',
  requirements: ['OP-NAME', 'ESA-R5-2'],
  purpose: 'A former name (旧氏) that the card names is certified with the name.',
  purposeJa: 'カードに記録された旧氏を、氏名とともに証明する。',
  procedure: [
    step('Somebody with a recorded former name enrols', async (rig) => {
      show(rig, 7);
      await enrolAs(rig, 'phone', 7);
    }),
  ],
  expectedResult: [issuedRightly(0)],
  provenBy: { fail: ['mutant:ca-drops-former-names'] },
});
