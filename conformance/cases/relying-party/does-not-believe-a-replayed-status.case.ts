import { loginAccepted, loginRefused } from '../../checks/bank.ts';
import { CA_HOST } from '../../checks/ca.ts';
import { must } from '../../runner/rig.ts';
import { askEnd } from '../ca/holding.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, logInWith } from './customer.ts';

export default testCase({
  id: 'TC-RP-010',
  role: 'relying-party',
  requirements: ['OP-RP-STATUS'],
  purpose: 'An answer of the CA from before the revocation, played again, is not believed.',
  purposeJa: '失効前のOCSP応答を再送されても信用しない。',
  needs: ['certificate-status', 'customers'],
  procedure: [
    step('Log in, while somebody listens', async (rig) => {
      const stop = rig.world.network.tamper({
        host: CA_HOST,
        says: 'listened to',
        response(answer, { url }) {
          if (url.endsWith('/ocsp')) rig.notes.set('overheard', answer);
          return answer;
        },
      });
      await becomeCustomer(rig);
      stop();
    }),
    step('The certificate is revoked; the answer of before comes again, and no list', async (rig) => {
      const { phone } = customer(rig);
      must((await askEnd(rig, phone, 'lost')).status === 200);
      const stop = rig.world.network.tamper({
        host: CA_HOST,
        says: 'the status of before the revocation, and no list',
        response: (answer, { url }) =>
          url.endsWith('/ocsp')
            ? ((rig.notes.get('overheard') as typeof answer | undefined) ?? answer)
            : { ...answer, status: 503 },
      });
      await logInWith(rig, phone);
      stop();
    }),
  ],
  expectedResult: [
    loginAccepted(0),
    loginRefused(1, 'certificate-status-unavailable', 'certificate-revoked'),
  ],
  provenBy: { fail: ['mutant:bank-takes-an-old-status'] },
});
