import { FID, selectAid } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, refused, right } from './dialogue.ts';
import { AID } from './files.ts';

const sign = '802A0080 01 5A 00';

export default testCase({
  id: 'TC-CARD-062',
  role: 'card',
  requirements: ['CARD-SIGN-STRUCTURE'],
  purpose:
    'While no file is current (6986), or one that is no key (6981 assumed), there is no signature, though the PIN is verified.',
  purposeJa: '現在のEFがないとき（6986）、又は鍵でないとき（6981と想定）は、照合済みでも署名しない。',
  ...inJpki(
    part('No current file', [sign, refused('6986')]),
    part('The PIN is current', ef(FID.AUTH_PIN), [right('authPin'), '9000'], [sign, refused('6981')]),
    part('A certificate is current', ef(FID.AUTH_CERT), [sign, refused('6981')]),
    part('The key is current', ef(FID.AUTH_KEY), [sign, '9000', 256]),
    part('The application again', [selectAid(AID.JPKI), '9000'], [sign, refused('6986')]),
  ),
  provenBy: { fail: ['mutant:card-signs-with-any-key'] },
});
