import { issuedIn, saysNo } from '../../checks/ca.ts';
import { statusIs } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { askStatus, enrolAs, kept } from './holding.ts';

export default testCase({
  id: 'TC-CA-025',
  role: 'ca',

  requirements: ['OP-RECEIPT'],
  purpose:
    'A receipt that was not signed by the certified key is refused, and the right one is taken after it.',
  purposeJa: '証明された鍵によらない受領確認は拒み、その後の正しい受領確認は受け付ける。',
  procedure: [
    step('The person applies and gets a certificate', (rig) =>
      enrolAs(rig, 'phone', 1, undefined, { accept: false }),
    ),
    step('Somebody else sends a receipt for it', (rig) =>
      rig.holders.accept({ ...kept(rig, 'phone'), scalar: rig.holders.scalar() }),
    ),
    step('The person sends the receipt', (rig) => rig.holders.accept(kept(rig, 'phone'))),
    step('Anybody asks for the status', (rig) => askStatus(rig, kept(rig, 'phone'))),
  ],
  expectedResult: [issuedIn(0), saysNo(1, 'receipt-invalid'), statusIs(3, 'good')],
  provenBy: { fail: ['mutant:ca-takes-any-receipt'] },
});
