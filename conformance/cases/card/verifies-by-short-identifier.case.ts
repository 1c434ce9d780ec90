import { concat, FID, queryTries, readBinary, utf8Encode } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, withPin } from './dialogue.ts';

const bySfi = (sfi: number, pin: string): Uint8Array =>
  concat(Uint8Array.of(0x00, 0x20, 0x00, 0x80 | sfi, pin.length), utf8Encode(pin));

export default testCase({
  id: 'TC-CARD-016',
  role: 'card',
  requirements: ['CARD-VERIFY-SFI'],
  purpose:
    'VERIFY with a short identifier in P2 tries the PIN of that file, whichever file is current, and makes it current.',
  purposeJa:
    'P2に短縮EF識別子を置いたVERIFYは、現在のファイルによらず当該PINを照合し、これを現在のEFとする。',
  destructive: true,
  ...inJpki(
    part(
      'The signing PIN while the other PIN is current',
      ef(FID.AUTH_PIN),
      [withPin('signPin', (pin) => bySfi(FID.SIGN_PIN, pin)), '9000'],
      [queryTries(), ['63C5', '9000']],
    ),
    part('What it opens', ef(FID.SIGN_CERT), [readBinary(0, 4), '9000', 4]),
    part(
      'A wrong value for the other one takes a try there',
      [bySfi(FID.AUTH_PIN, '9999'), '63C2'],
      [queryTries(), '63C2'],
      [withPin('authPin', (pin) => bySfi(FID.AUTH_PIN, pin)), '9000'],
    ),
  ),
  provenBy: { fail: ['mutant:card-verifies-the-current-file-only'] },
});
