import { FID } from '../../../simulator/apdu/index.ts';
import { signsExactly } from '../../checks/card-signature.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, refused, right, wholeFile } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-058',
  role: 'card',
  requirements: ['CARD-SIGN-SFI'],
  purpose:
    'A short identifier in P2 names the key, whichever file is current; that key needs its own PIN like any other.',
  purposeJa: 'P2の短縮EF識別子は、現在のファイルによらず鍵を指定する。その鍵のPINの照合は同じく必要である。',
  ...inJpki(
    wholeFile('The authentication certificate', FID.AUTH_CERT),
    part('The PIN of the authentication key', ef(FID.AUTH_PIN), [right('authPin'), '9000']),
    part('The authentication key by identifier', ef(FID.SIGN_KEY), ['802A0097 01 5A 00', '9000', 256]),
    signsExactly(0, Uint8Array.of(0x5a)),
    part('The signing key by identifier', ef(FID.AUTH_KEY), ['802A009A 01 5A 00', '6982']),
    part('No key at all', ['802A0098 01 5A 00', refused('6981')]),
  ),
  provenBy: { fail: ['mutant:card-signs-with-the-current-key-only'] },
});
