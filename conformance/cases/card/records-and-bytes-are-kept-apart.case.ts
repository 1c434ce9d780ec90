import { readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { application, atPowerUp, ef, part, refused } from './dialogue.ts';
import { AID, COMMON, TEXT } from './files.ts';

export default testCase({
  id: 'TC-CARD-122',
  role: 'card',
  requirements: ['CARD-READ-RECORD'],
  purpose:
    'A file of records is not read by READ BINARY, nor a transparent one by READ RECORD (6981 observed), nor is there a record 0.',
  purposeJa: 'レコードEFはREAD BINARYで、透過EFはREAD RECORDで読めず（観測: 6981）、レコード0はない。',
  ...atPowerUp(
    part(
      'A file of records',
      application(AID.COMMON),
      ef(COMMON.SERIAL),
      [readBinary(0, 16), refused('6981')],
      ['00B20004 00', [...refused('6A86'), '6A83']],
      ['00B20104 00', '9000', 30],
    ),
    part(
      'A transparent file',
      application(AID.TEXT),
      ef(TEXT.CV_CERTIFICATE),
      ['00B20104 00', refused('6981')],
      [readBinary(0, 16), '9000', 16],
    ),
  ),
  provenBy: { fail: ['mutant:card-reads-records-as-bytes'] },
});
