import { issuedIn } from '../../checks/ca.ts';
import { statusIs } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { askStatus, enrolAs, kept } from './holding.ts';

export default testCase({
  id: 'TC-CA-098',
  role: 'ca',
  policy: { severalPhones: true },
  requirements: ['OP-SEVERAL-PHONES'],
  purpose:
    'Where the policy allows several phones, the certificate of one stays in force when another is enrolled.',
  purposeJa: '方針で複数の端末を認める場合、別の端末で発行しても元の端末の電子証明書は有効である。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'one')),
    step('And on another phone', (rig) => enrolAs(rig, 'other')),
    step('Anybody asks about the first', (rig) => askStatus(rig, kept(rig, 'one'))),
    step('Anybody asks about the second', (rig) => askStatus(rig, kept(rig, 'other'))),
  ],
  expectedResult: [issuedIn(0), issuedIn(1), statusIs(2, 'good'), statusIs(3, 'good')],
  provenBy: { fail: ['mutant:ca-allows-one-phone-all-the-same'] },
});
