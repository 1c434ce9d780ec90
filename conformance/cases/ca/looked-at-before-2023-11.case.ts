import { saysNo, waitsFor } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { applyByCode, secondTap } from './coded.ts';

export default testCase({
  id: 'TC-CA-107',
  role: 'ca',
  route: 'code-after-signature',
  policy: { scheme: 'inspection' },
  requirements: ['NOTE-EARLIER'],
  purpose:
    'In the scheme with an inspection the first application of a person waits, and nothing comes out meanwhile.',
  purposeJa: '目視審査のある方式では、初回の申込みは審査を待ち、その間は何も発行されない。',
  procedure: [
    step('The card signs the application', (rig) => applyByCode(rig)),
    step('The card signs for the code', (rig) => secondTap(rig)),
  ],
  expectedResult: [waitsFor(0, 'inspecting'), saysNo(1, 'application-replayed')],
  provenBy: { fail: ['mutant:ca-looks-at-nobody'] },
});
