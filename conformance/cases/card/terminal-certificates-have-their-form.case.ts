import { FID, readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, REFUSED, refused } from './dialogue.ts';
import { TERMINAL_CA, terminalBody, verifyCertificate } from './terminal-certificate.ts';

export default testCase({
  id: 'TC-CARD-135',
  role: 'card',
  requirements: ['CARD-TERMINAL'],
  purpose:
    'A terminal certificate is refused in any other form: with other parameters (6A86 observed), and with arbitrary bytes in the place of its signature (6700 observed).',
  purposeJa: '他の形の端末証明書は拒む。他のP1・P2は6A86、署名の位置の任意のバイト列は6700（いずれも観測）。',
  ...inJpki(
    part(
      'Other parameters',
      ef(TERMINAL_CA),
      [terminalBody(0xc0), refused('6A86')],
      [verifyCertificate(0x01, 0xc1, Uint8Array.of(0x5a)), refused('6A86')],
    ),
    part(
      'The body, then arbitrary bytes',
      [terminalBody(), ['9000', ...REFUSED]],
      [verifyCertificate(0x00, 0xc1, new Uint8Array(261).fill(0x5a)), refused('6700')],
      [verifyCertificate(0x00, 0xc1, new Uint8Array(4).fill(0x5a)), refused('6700')],
    ),
    part('A file', ef(FID.TOKEN_INFO), [readBinary(0, 15), '9000', 15]),
  ),
  provenBy: { fail: ['mutant:card-takes-terminal-certificates-in-any-form'] },
});
