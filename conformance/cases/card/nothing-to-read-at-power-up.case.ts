import { readBinary, selectEf } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { application, atPowerUp, part, refused } from './dialogue.ts';
import { AID } from './files.ts';

/** Every file identifier that is used on the card. */
const FIDS = Array.from({ length: 0x1d }, (_, i) => i + 1);
/** Its purpose is unknown; it can be selected at power-up (observed). */
const UNKNOWN = 0x001e;

export default testCase({
  id: 'TC-CARD-158',
  role: 'card',
  requirements: ['CARD-POWER-UP'],
  purpose:
    'At power-up no file can be read: of 0001 to 001E only the last one is selected, and it gives neither bytes nor records (6981 observed).',
  purposeJa:
    '電源投入時に読めるファイルはない。0001から001Eのうち選択できるのは末尾のみで、バイトもレコードも読めない（観測: 6981）。',
  ...atPowerUp(
    part(
      'The files of the applications',
      ...FIDS.flatMap((fid) => [
        [selectEf(fid), ['6A82/6986', '9000']] as const,
        [readBinary(0, 1), refused('6986'), 0] as const,
      ]),
    ),
    part(
      'The last one',
      [selectEf(UNKNOWN), ['9000', '6A82', '6986']],
      [readBinary(0, 1), refused('6981'), 0],
      ['00B20104 00', refused('6981'), 0],
    ),
    part('An application', application(AID.COMMON), ['00B2010C 00', '9000', 30]),
  ),
  provenBy: { fail: ['mutant:card-shows-a-file-at-power-up'] },
});
