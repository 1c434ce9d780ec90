import { testCase } from '../define.ts';
import { application, atPowerUp, ef, part, refused, right } from './dialogue.ts';
import { AID, SURFACE, TEXT } from './files.ts';

export default testCase({
  id: 'TC-CARD-162',
  role: 'card',
  requirements: ['CARD-INTERNAL-AUTHENTICATE'],
  purpose:
    'The keys of the 券面 applications, which sign without a PIN by 80 2A, do not answer INTERNAL AUTHENTICATE (6985 observed).',
  purposeJa: '80 2AでPINなしに署名する券面の応用の鍵は、INTERNAL AUTHENTICATEには応じない（観測: 6985）。',
  ...atPowerUp(
    part(
      'The key of the 券面事項入力補助AP',
      application(AID.TEXT),
      ef(TEXT.PIN),
      [right('textPin'), '9000'],
      ef(TEXT.KEY),
      ['00880080 08 0102030405060708 00', refused('6985')],
      ['00880093 08 0102030405060708 00', refused('6985')],
      ['802A0000 08 0102030405060708 00', '9000', 256],
    ),
    part(
      'The key of the 券面事項確認AP',
      application(AID.SURFACE),
      ef(SURFACE.KEY),
      ['00880080 08 0102030405060708 00', refused('6985')],
      ['802A0000 08 0102030405060708 00', '9000', 256],
    ),
  ),
  provenBy: { fail: ['mutant:card-authenticates-with-any-key'] },
});
