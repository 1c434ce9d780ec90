import { numbersAreDrawn } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { enrolAs } from './holding.ts';

export default testCase({
  id: 'TC-CA-075',
  role: 'ca',
  requirements: ['ESA-R6-5', 'OP-SERIAL'],
  purpose:
    'The numbers of certificates that come out one after another are all different, and none tells another.',
  purposeJa: '続けて発行される電子証明書の番号はすべて異なり、一つから他を推測できない。',
  procedure: [
    step('Three people enrol one after another', async (rig) => {
      for (const citizen of [1, 2, 3]) await enrolAs(rig, `phone ${citizen}`, citizen);
    }),
  ],
  expectedResult: [numbersAreDrawn()],
  provenBy: { fail: ['mutant:ca-counts-its-certificates'] },
});
