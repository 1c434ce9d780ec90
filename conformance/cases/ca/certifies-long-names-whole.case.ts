import { issuedRightly } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, show } from './holding.ts';

export default testCase({
  id: 'TC-CA-086',
  role: 'ca',
  requirements: ['OP-NAME', 'ESA-R5-2'],
  purpose: 'A name beyond the 64 characters of RFC 5280 is certified whole.',
  purposeJa: 'RFC 5280の上限64文字を超える氏名も、切り詰めずに証明する。',
  procedure: [
    step('Somebody with a name of 77 characters enrols', async (rig) => {
      show(rig, 12);
      await enrolAs(rig, 'phone', 12);
    }),
  ],
  expectedResult: [issuedRightly(0)],
  provenBy: { fail: ['mutant:ca-cuts-long-names'] },
});
