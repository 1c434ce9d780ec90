import { statusIs } from '../../checks/ca-repository.ts';
import { bothCome } from '../../checks/separate-keys.ts';
import { step, testCase } from '../define.ts';
import { askEnd, askStatus, enrolAs, kept } from './holding.ts';
import { otherOf, SEPARATE } from './two-keys.ts';

export default testCase({
  id: 'TC-CA-454',
  role: 'ca',
  policy: SEPARATE,
  requirements: ['OP-SEPARATE-CA'],
  purpose: 'When the holder ends the certificate to sign, the one to authenticate ends with it.',
  purposeJa: '署名用の電子証明書の失効とともに、認証用も失効する。',
  procedure: [
    step('Somebody enrols with two keys', (rig) => enrolAs(rig, 'phone')),
    step('Anybody asks about the key that authenticates', (rig) =>
      askStatus(rig, otherOf(kept(rig, 'phone'))),
    ),
    step('The holder asks for the end', (rig) => askEnd(rig, kept(rig, 'phone'), 'stop')),
    step('Anybody asks again', (rig) => askStatus(rig, otherOf(kept(rig, 'phone')))),
  ],
  expectedResult: [bothCome(0), statusIs(1, 'good'), statusIs(3, 'revoked', 'cessationOfOperation')],
  provenBy: { fail: ['mutant:ca-ends-one-of-two'] },
});
