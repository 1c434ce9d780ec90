import { issuedIn } from '../../checks/ca.ts';
import { answersEach } from '../../checks/ca-http.ts';
import { statusIs } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { askStatus, enrolAs, kept } from './holding.ts';

export default testCase({
  id: 'TC-CA-052',
  role: 'ca',
  requirements: ['OP-SAME-ANSWER', 'OP-RECEIPT'],
  purpose:
    'The receipt sent twice, as when its answer was lost, is answered twice alike, and the certificate is in force.',
  purposeJa: '受領確認を再送しても同じ答えが返り、電子証明書は有効である。',
  procedure: [
    step('The person applies', (rig) => enrolAs(rig, 'phone', 1, undefined, { accept: false })),
    step('The phone sends the receipt twice', async (rig) => {
      await rig.holders.accept(kept(rig, 'phone'));
      await rig.holders.accept(kept(rig, 'phone'));
    }),
    step('Anybody asks for the status', (rig) => askStatus(rig, kept(rig, 'phone'))),
  ],
  expectedResult: [issuedIn(0), answersEach(1, /\/acceptance$/, 2, 204), statusIs(2, 'good')],
  provenBy: { fail: ['mutant:ca-forgets-receipts'] },
});
