import { asksForItems, asksForNoItems } from '../../checks/bank-verifier.ts';
import { must } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { again, BANK_SERVICE, consentedToBank, moves, saysToBank } from './changing.ts';
import { customer } from './customer.ts';

export default testCase({
  id: 'TC-RP-071',
  role: 'relying-party',
  requirements: ['OP-RP-VERIFIER', 'JPKI-52-6-rp'],
  purpose:
    'A bank that is itself a verifier asks for the latest items only after a loss of the certificate, and never after a withdrawal.',
  purposeJa: '自ら署名検証者である銀行は、証明書の失効等の後にのみ最新の情報を照会し、撤回後は照会しない。',
  needs: ['own-verification', 'customers', 'controlled-clock'],
  procedure: [
    step('A customer consents to the bank; nothing happens for two days', (rig) => consentedToBank(rig)),
    step('The customer moves', (rig) => moves(rig, '東京都架空区試験町一丁目２番３号')),
    step('The customer withdraws', async (rig) => {
      const who = await again(rig, customer(rig));
      const content = { purpose: 'four-items-withdrawal', ...BANK_SERVICE };
      must((await saysToBank(rig, who, content, 1, '/consents/withdrawals')).status === 200);
    }),
    step('The customer moves again', (rig) => moves(rig, '東京都架空区試験町四丁目５番６号')),
  ],
  expectedResult: [asksForNoItems(0), asksForItems(1), asksForNoItems(3)],
  provenBy: { fail: ['mutant:bank-asks-j-lis-any-time', 'mutant:bank-asks-j-lis-after-withdrawal'] },
});
