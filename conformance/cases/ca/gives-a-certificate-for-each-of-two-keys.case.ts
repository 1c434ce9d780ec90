import { keepsProfile } from '../../checks/ca-profile.ts';
import { issuesAPair } from '../../checks/separate-keys.ts';
import { step, testCase } from '../define.ts';
import { enrolAs } from './holding.ts';
import { SEPARATE } from './two-keys.ts';

export default testCase({
  id: 'TC-CA-450',
  role: 'ca',
  policy: SEPARATE,
  requirements: ['OP-SEPARATE-CA'],
  purpose:
    'Where the keys are separate one application leads to two certificates of one holder: one to sign, one to authenticate.',
  purposeJa:
    '鍵を分ける場合、一つの申込みから、同一の利用者に係る署名用と認証用の二つの電子証明書が発行される。',
  procedure: [step('Somebody applies with two keys', (rig) => enrolAs(rig, 'phone'))],
  expectedResult: [issuesAPair(0), keepsProfile(0)],
  provenBy: {
    fail: [
      'mutant:ca-lets-both-keys-sign',
      'mutant:ca-certifies-one-key-twice',
      'mutant:ca-names-two-holders',
    ],
  },
});
