import { movementsAre, paymentExecuted, paymentRefused } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, pay } from './customer.ts';

export default testCase({
  id: 'TC-RP-036',
  role: 'relying-party',
  requirements: ['OP-RP-KIND'],
  purpose: 'A payment signed under the attribute certificate is refused, though the key is right.',
  purposeJa: '鍵が正しくても、属性型証明書による取引の署名は拒まれる。',
  needs: ['transactions', 'customers'],
  procedure: [
    step('A payment is signed and handed in', async (rig) => pay(rig, await becomeCustomer(rig))),
    step('The attribute certificate stands beside the signature', async (rig) => {
      const who = customer(rig);
      const certificate = new Uint8Array(Buffer.from(who.phone.issued.attributeCertificate ?? '', 'base64'));
      await pay(rig, who, undefined, { ...who.phone, certificate });
    }),
  ],
  expectedResult: [
    paymentExecuted(0),
    movementsAre(0, 1),
    paymentRefused(1, 'certificate-purpose'),
    movementsAre(1, 1),
  ],
  provenBy: { fail: ['mutant:bank-takes-the-attribute-kind'] },
});
