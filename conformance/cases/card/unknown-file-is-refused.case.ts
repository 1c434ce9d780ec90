import { FID, readBinary, selectEf } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-010',
  role: 'card',
  requirements: ['CARD-SELECT-EF'],
  purpose:
    'A file that is not there answers 6A82; the one that was current stays current (ISO practice, assumed of this card: another answer is told, not failed).',
  purposeJa: '存在しないファイルの選択は6A82。現在のEFは変わらない（ISOの慣行。異なる場合は助言のみ）。',
  ...inJpki(
    part(
      'A file, then files that are not there',
      ef(FID.TOKEN_INFO),
      [selectEf(0x0007), '6A82'],
      [selectEf(0x3f00), '6A82'],
      [selectEf(0x2f00), '6A82'],
      [readBinary(0, 15), ['9000', '6986', '6A82']],
    ),
    part('The first file again', ef(FID.TOKEN_INFO), [readBinary(0, 15), '9000', 15]),
  ),
  provenBy: { fail: ['mutant:card-finds-every-file'] },
});
