import { FID } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, REFUSED, right } from './dialogue.ts';

/** VERIFY without data, of the PIN file with this short identifier. */
const ask = (sfi: number): Uint8Array => Uint8Array.of(0x00, 0x20, 0x00, 0x80 | sfi);

export default testCase({
  id: 'TC-CARD-160',
  role: 'card',
  requirements: ['CARD-QUERY-SFI'],
  purpose:
    'The query with a short identifier in P2 tells the tries of that PIN, whichever file is current, and takes none.',
  purposeJa: 'P2に短縮EF識別子を置いた照会は、現在のEFによらず当該PINの残り回数を答え、回数を減らさない。',
  ...inJpki(
    part(
      'By short identifier',
      [ask(FID.SIGN_PIN), ['63C5', ...REFUSED]],
      ef(FID.AUTH_CERT),
      [ask(FID.AUTH_PIN), ['63C3', ...REFUSED]],
      [ask(FID.SIGN_PIN), ['63C5', ...REFUSED]],
    ),
    part('And then the PIN', ef(FID.AUTH_PIN), [right('authPin'), '9000']),
  ),
  provenBy: { fail: ['mutant:card-asks-the-first-pin'] },
});
