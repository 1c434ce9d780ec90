import { sha256Hex } from '../../../simulator/profile/index.ts';
import { saysNo } from '../../checks/ca.ts';
import { statusIs } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { askEnd, askStatus, enrolAs, kept, SHOP } from './holding.ts';

export default testCase({
  id: 'TC-CA-030',
  role: 'ca',

  requirements: ['OP-SAY'],
  purpose: 'The key of one app ends no certificate of another app of the same person.',
  purposeJa: 'あるアプリの鍵では、同じ人の別のアプリの電子証明書を失効させられない。',
  procedure: [
    step('The person enrols at the bank', (rig) => enrolAs(rig, 'bank')),
    step('The person enrols at a shop', (rig) => enrolAs(rig, 'shop', 1, SHOP)),
    step('The shop’s key asks for the end of the bank’s', (rig) =>
      askEnd(rig, kept(rig, 'shop'), 'stop', sha256Hex(kept(rig, 'bank').certificate)),
    ),
    step('Anybody asks about the one of the bank', (rig) => askStatus(rig, kept(rig, 'bank'))),
    step('The bank’s own key asks', (rig) => askEnd(rig, kept(rig, 'bank'), 'stop')),
    step('Anybody asks again', (rig) => askStatus(rig, kept(rig, 'bank'))),
  ],
  expectedResult: [saysNo(2, 'request-not-yours'), statusIs(3, 'good'), statusIs(5, 'revoked')],
  provenBy: { fail: ['mutant:ca-hears-anybody'] },
});
