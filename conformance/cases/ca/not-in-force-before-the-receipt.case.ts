import { issuedIn, saysNo } from '../../checks/ca.ts';
import { statusIs } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { askStatus, DAY, enrolAs, kept } from './holding.ts';

export default testCase({
  id: 'TC-CA-085',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['OP-RECEIPT', 'OP-OCSP-UNKNOWN'],
  purpose:
    'Before its receipt a certificate is unknown to OCSP, and after a day without one it is no more to be had.',
  purposeJa: '受領確認の前はOCSPで不明であり、受領のないまま一日が過ぎれば受領できない。',
  procedure: [
    step('The person applies', (rig) => enrolAs(rig, 'phone', 1, undefined, { accept: false })),
    step('Anybody asks for the status', (rig) => askStatus(rig, kept(rig, 'phone'))),
    step('Two days later the phone sends the receipt', async (rig) => {
      await rig.advance(2 * DAY);
      await rig.holders.accept(kept(rig, 'phone'));
    }),
    step('Anybody asks again', (rig) => askStatus(rig, kept(rig, 'phone'))),
  ],
  expectedResult: [
    issuedIn(0),
    statusIs(1, 'unknown'),
    saysNo(2, 'application-expired'),
    statusIs(3, 'revoked', 'cessationOfOperation'),
  ],
  provenBy: { fail: ['mutant:ca-vouches-before-the-receipt'] },
});
