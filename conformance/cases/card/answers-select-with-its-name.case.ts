import { FID, toHex } from '../../../simulator/apdu/index.ts';
import { answersTo } from '../../checks/card-dialogue.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { atPowerUp, ef, part } from './dialogue.ts';
import { AID } from './files.ts';

const name = toHex(AID.JPKI);

export default testCase({
  id: 'TC-CARD-008',
  role: 'card',
  requirements: ['CARD-SELECT-FCI'],
  purpose:
    'SELECT with P2=00, as telephones send it, selects the application, and what it answers, if anything, is a template 6F with that name.',
  purposeJa:
    'P2=00のSELECT（スマートフォンが送る形）でも応用が選択され、応答があれば6Fテンプレートに当該名前を含む。',
  ...atPowerUp(
    part(
      'SELECT with P2=00, with Le and without',
      [`00A40400 0A ${name} 00`, '9000'],
      ef(FID.TOKEN_INFO),
      [`00A40400 0A ${name}`, '9000'],
      ef(FID.TOKEN_INFO),
    ),
    (index) =>
      expectation('the answer is empty or a template 6F with the name', (seen) => {
        const [fci] = answersTo(seen, index, 0xa4);
        const ok = fci?.length === 0 || (fci?.[0] === 0x6f && toHex(fci).includes(`840A${name}`));
        return ok ? [] : [{ kind: 'fail', says: 'the answer to SELECT is no template 6F with the name' }];
      }),
    part('An unknown name', ['00A40400 07 A0000000790100 00', '6A82']),
  ),
  provenBy: { fail: ['mutant:card-only-looks-at-a-name'] },
});
