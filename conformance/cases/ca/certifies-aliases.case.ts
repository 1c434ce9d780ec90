import { issuedRightly } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, show } from './holding.ts';

export default testCase({
  id: 'TC-CA-089',
  role: 'ca',
  requirements: ['OP-NAME', 'ESA-R5-2'],
  purpose: 'A name in Latin letters with its alias (通称) is certified as the card has it.',
  purposeJa: 'ローマ字の氏名と通称を、カードの記録どおりに証明する。',
  procedure: [
    step('A foreign resident with an alias enrols', async (rig) => {
      show(rig, 6);
      await enrolAs(rig, 'phone', 6);
    }),
  ],
  expectedResult: [issuedRightly(0)],
  provenBy: { fail: ['mutant:ca-drops-aliases'] },
});
