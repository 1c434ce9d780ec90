import { pressAccepted, recordUnchanged } from '../../checks/bank.ts';
import { pushesOnce, recordHasAddressOf, recordVersionIs } from '../../checks/bank-changes.ts';
import { asksForItems, sendsConsentOn } from '../../checks/bank-verifier.ts';
import { step, testCase } from '../define.ts';
import { ADDRESS, consentedToBank, looksAndDoesNotPress, moves, press, waitingChange } from './changing.ts';
import { customer, lookAtRecord } from './customer.ts';

export default testCase({
  id: 'TC-RP-070',
  role: 'relying-party',
  requirements: ['OP-RP-VERIFIER', 'JPKI-52-6-rp'],
  purpose:
    'A bank that is itself a verifier hears of a move from J-LIS by the consent that it was given; one press changes the record.',
  purposeJa:
    '自ら署名検証者である銀行は、自らに与えられた同意により機構から転居を知り、一回の操作で届出事項が変わる。',
  needs: ['own-verification', 'attribute-changes', 'customers', 'controlled-clock'],
  procedure: [
    step('A customer consents to the bank', async (rig) => lookAtRecord(rig, await consentedToBank(rig))),
    step('The customer moves', (rig) => moves(rig, ADDRESS)),
    looksAndDoesNotPress,
    step('One press', async (rig) => {
      const who = customer(rig);
      await press(rig, who, await waitingChange(rig, who));
      await lookAtRecord(rig, who);
    }),
  ],
  expectedResult: [
    sendsConsentOn(0),
    asksForItems(1),
    pushesOnce(1),
    recordUnchanged(0, 2),
    pressAccepted(3),
    recordHasAddressOf(3, 1),
    recordVersionIs(3, 2),
  ],
  provenBy: { fail: ['mutant:bank-asks-j-lis-never', 'mutant:bank-keeps-consents-to-itself'] },
});
