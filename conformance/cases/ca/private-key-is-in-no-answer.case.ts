import { issuedIn } from '../../checks/ca.ts';
import { inv06 } from '../../checks/inv-06.ts';
import { holds } from '../../checks/invariant.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, going, kept } from './holding.ts';

export default testCase({
  id: 'TC-CA-207',
  role: 'ca',

  requirements: ['OP-KEY-OF-THE-PHONE'],
  purpose:
    'The private key of no certified key is in anything that the CA answers, at first or at a renewal.',
  purposeJa: '新規でも更新でも、証明された鍵の私有鍵は認証局のどの応答にも含まれない。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('The phone renews by the existing key', (rig) => going(rig.holders.renew(kept(rig, 'phone')))),
  ],
  expectedResult: [issuedIn(0), issuedIn(1), holds(inv06)],
  provenBy: { fail: ['mutant:ca-makes-keys-at-renewals'] },
});
