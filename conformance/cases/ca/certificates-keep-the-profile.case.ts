import { issuedIn } from '../../checks/ca.ts';
import { keepsProfile } from '../../checks/ca-profile.ts';
import { keyFromApplication } from '../../checks/ca-ways.ts';
import { step, testCase } from '../define.ts';
import { enrolAs } from './holding.ts';

export default testCase({
  id: 'TC-CA-012',
  role: 'ca',

  requirements: ['ESA-R6-5', 'ESA-R6-8', 'ESA-R6-11-address'],
  purpose:
    'The certificates that come out keep every rule of their kind, and the attribute kind says that it is not accredited.',
  purposeJa: '発行された電子証明書は種別ごとの規則をすべて守り、属性型は認定の対象外であることを自ら示す。',
  procedure: [step('Somebody enrols', (rig) => enrolAs(rig, 'phone'))],
  expectedResult: [issuedIn(0), keyFromApplication(0), keepsProfile(0)],
  provenBy: { fail: ['mutant:ca-dresses-attributes-as-basic'] },
});
