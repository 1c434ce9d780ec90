import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, refusable } from './holding.ts';

export default testCase({
  id: 'TC-CA-087',
  role: 'ca',
  policy: { longNames: 'refuse' },
  requirements: ['OP-NAME-REFUSED'],
  purpose: 'Where the policy refuses names beyond 64 characters, such a person is refused, with that reason.',
  purposeJa: '方針で64文字を超える氏名を扱わない場合は、その理由を示して拒む。',
  procedure: [
    step('An ordinary person enrols', (rig) => enrolAs(rig, 'phone')),
    step('Somebody with a name of 77 characters enrols', (rig) => refusable(rig.holders.enrol(12))),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'name-unmappable')],
  provenBy: { fail: ['mutant:ca-certifies-long-names-all-the-same'] },
});
