import { FID, selectAid, selectEf } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { atPowerUp, ef, part } from './dialogue.ts';
import { AID } from './files.ts';

export default testCase({
  id: 'TC-CARD-015',
  role: 'card',
  requirements: ['CARD-SELECT-PARTIAL'],
  purpose:
    'The beginning of a name selects the application that it begins, as one answer to reset announces; a card that does not know the form answers 6A82.',
  purposeJa: '名前の先頭部分でもその応用を選択できる（ATRの宣言による）。対応しないカードは6A82。',
  ...atPowerUp(
    part('Five bytes of the name', [selectAid(AID.JPKI.subarray(0, 5)), ['9000', '6A82']]),
    part('The whole name, and a file', [selectAid(AID.JPKI), '9000'], ef(FID.TOKEN_INFO)),
    part(
      'Five bytes that begin no name',
      [selectAid(Uint8Array.of(0xd3, 0x92, 0xf0, 0x00, 0x27)), '6A82'],
      [selectEf(FID.TOKEN_INFO), ['9000', '6A82', '6986']],
    ),
  ),
  provenBy: { fail: ['mutant:card-takes-a-name-by-its-beginning'] },
});
