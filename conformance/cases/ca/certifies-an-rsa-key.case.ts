import { certifiesKey, issuedIn } from '../../checks/ca.ts';
import { statusIs } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { askStatus, kept } from './holding.ts';
import { enrolWith, rsaKey } from './other-keys.ts';

export default testCase({
  id: 'TC-CA-073',
  role: 'ca',
  policy: { keys: ['p256', 'rsa'] },
  requirements: ['ESA-R2', 'OP-RECEIPT'],
  purpose:
    'By policy an RSA key of 2048 bits is certified, its receipt is taken, and the certificate is in force.',
  purposeJa: '方針によりRSA 2048ビットの鍵を証明し、その受領確認により電子証明書が有効になる。',
  procedure: [
    step('The person enrols with such a key', async (rig) => {
      rig.notes.set('phone', await enrolWith(rig, rsaKey(rig)));
    }),
    step('Anybody asks for the status', (rig) => askStatus(rig, kept(rig, 'phone'))),
  ],
  expectedResult: [issuedIn(0), certifiesKey(0, 'RSA-2048'), statusIs(1, 'good')],
  provenBy: { fail: ['mutant:ca-certifies-p-256-only'] },
});
