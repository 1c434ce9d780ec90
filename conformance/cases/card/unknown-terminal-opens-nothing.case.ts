import { computeDigitalSignature, FID } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, REFUSED, refused, right } from './dialogue.ts';
import { TERMINAL_CA, terminalBody, terminalSignature } from './terminal-certificate.ts';

const sign = computeDigitalSignature(Uint8Array.of(0x5a));

export default testCase({
  id: 'TC-CARD-134',
  role: 'card',
  requirements: ['CARD-TERMINAL'],
  purpose:
    'A terminal certificate of an authority that the card does not know is taken in (observed) and refused at its signature (6982 assumed); the authentication key still wants its PIN.',
  purposeJa:
    'カードの知らない認証機関の端末証明書は、本体は受け取られるが（観測）、署名の段階で拒まれ（6982と想定）、利用者証明用の鍵には引き続きPINが要る。',
  ...inJpki(
    part(
      'Body and signature of the certificate',
      ef(TERMINAL_CA),
      [terminalBody(), ['9000', ...REFUSED]],
      [terminalSignature(), refused('6982')],
    ),
    part('The authentication key', ef(FID.AUTH_KEY), [sign, '6982']),
    part('Its PIN', ef(FID.AUTH_PIN), [right('authPin'), '9000'], ef(FID.AUTH_KEY), [sign, '9000', 256]),
  ),
  provenBy: { fail: ['mutant:card-trusts-any-terminal'] },
});
