import { asksJlisAlone, issuedIn } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { enrolAs } from './holding.ts';

export default testCase({
  id: 'TC-CA-096',
  role: 'ca',
  requirements: ['JPKI-18-1'],
  purpose: 'Between an application and its certificate the CA asks services of J-LIS, and nobody else.',
  purposeJa: '申込みから発行までに認証局が照会するのは機構のみである。',
  procedure: [step('Somebody enrols', (rig) => enrolAs(rig, 'phone'))],
  expectedResult: [issuedIn(0), asksJlisAlone()],
  provenBy: { fail: ['mutant:ca-asks-somebody-else-too'] },
});
