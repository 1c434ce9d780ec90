import { toHex } from '../../../simulator/apdu/index.ts';
import { answersTo } from '../../checks/card-dialogue.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { application, atPowerUp, ef, part } from './dialogue.ts';
import { AID, COMMON } from './files.ts';

export default testCase({
  id: 'TC-CARD-156',
  role: 'card',
  requirements: ['CARD-KEY-REFERENCE'],
  purpose:
    'Record 1 of file 0002 is a key reference of 16 bytes, free to read, and the same in the 共通カードAP and the 住基AP (observed).',
  purposeJa:
    'ファイル0002のレコード1は16バイトの鍵参照で、照合なしで読め、共通カードAPと住基APで同一である（観測）。',
  ...atPowerUp(
    part(
      'In both applications',
      application(AID.COMMON),
      ef(COMMON.KEY_REFERENCE),
      ['00B20104 00', '9000', 16],
      application(AID.RESIDENT),
      ef(COMMON.KEY_REFERENCE),
      ['00B20104 00', '9000', 16],
    ),
    (index) =>
      expectation('the same bytes', (seen) => {
        const [common, resident] = answersTo(seen, index, 0xb2).map(toHex);
        return common !== undefined && common === resident
          ? []
          : [{ kind: 'fail', says: 'the two key references differ' }];
      }),
  ),
  provenBy: { fail: ['mutant:card-has-two-key-references'] },
});
