import { issuedRightly, marksAsOnTheCard } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, show } from './holding.ts';

export default testCase({
  id: 'TC-CA-090',
  role: 'ca',
  requirements: ['OP-NAME'],
  purpose: 'Substitutes (代替文字) in a name are certified with the marks that the card has.',
  purposeJa: '氏名の代替文字は、カードと同じ印を付けて証明する。',
  procedure: [
    step('Somebody whose name holds a substitute enrols', async (rig) => {
      show(rig, 4);
      await enrolAs(rig, 'phone', 4);
    }),
  ],
  expectedResult: [issuedRightly(0), marksAsOnTheCard(0)],
  provenBy: { fail: ['mutant:ca-drops-the-marks'] },
});
