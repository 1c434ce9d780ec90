import { statusIs } from '../../checks/ca-repository.ts';
import { bothCome } from '../../checks/separate-keys.ts';
import { step, testCase } from '../define.ts';
import { askStatus, enrolAs, kept } from './holding.ts';
import { otherOf, SEPARATE } from './two-keys.ts';

export default testCase({
  id: 'TC-CA-455',
  role: 'ca',
  policy: SEPARATE,
  requirements: ['OP-SEPARATE-CA'],
  purpose: 'On a new phone of the person, both certificates of the phone before it end.',
  purposeJa: '新しい端末での発行により、それまでの端末の署名用・認証用の両方が失効する。',
  procedure: [
    step('Somebody enrols with two keys', (rig) => enrolAs(rig, 'phone')),
    step('Anybody asks about the key that authenticates', (rig) =>
      askStatus(rig, otherOf(kept(rig, 'phone'))),
    ),
    step('The person enrols on a new phone', (rig) => enrolAs(rig, 'new phone')),
    step('Anybody asks again', (rig) => askStatus(rig, otherOf(kept(rig, 'phone')))),
  ],
  expectedResult: [bothCome(0), statusIs(1, 'good'), statusIs(3, 'revoked', 'superseded')],
  provenBy: { fail: ['mutant:ca-leaves-the-old-log-in-key'] },
});
