import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, refusable } from './holding.ts';

export default testCase({
  id: 'TC-CA-091',
  role: 'ca',
  policy: { substitutes: 'refuse' },
  requirements: ['OP-NAME-REFUSED'],
  purpose:
    'Where the policy refuses names with substitutes (代替文字), such a person is refused, with that reason.',
  purposeJa: '方針で代替文字を含む氏名を扱わない場合は、その理由を示して拒む。',
  procedure: [
    step('An ordinary person enrols', (rig) => enrolAs(rig, 'phone')),
    step('Somebody whose name holds a substitute enrols', (rig) => refusable(rig.holders.enrol(4))),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'name-substituted')],
  provenBy: { fail: ['mutant:ca-certifies-substitutes-all-the-same'] },
});
