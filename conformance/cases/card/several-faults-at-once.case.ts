import { FID, queryTries, readBinary } from '../../../simulator/apdu/index.ts';
import type { Wanted } from '../../checks/card-dialogue.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, REFUSED, right } from './dialogue.ts';

/** Refused for the fault that is checked first; another one of its faults is told, not failed. */
const first = (sw: string): Wanted['sw'] => [sw, '6E00', '6881', ...REFUSED];

export default testCase({
  id: 'TC-CARD-173',
  role: 'card',
  requirements: ['CARD-CHECK-ORDER'],
  purpose:
    'A command with several faults is refused for the first of them, in the order class, channel, instruction, parameters, length, access, data (assumed), and none takes a try.',
  purposeJa:
    '複数の誤りをもつコマンドは、クラス・チャネル・命令・P1P2・長さ・アクセス条件・データの順（想定）で最初の誤りにより拒まれ、回数を減らさない。',
  destructive: true,
  ...inJpki(
    part(
      'Two faults each',
      ['A1FE0000', first('6E00')],
      ['01FE0000', first('6881')],
      ['00FE0000 05 00', first('6D00')],
      ef(FID.SIGN_PIN),
      ['00200180 06 393939393939', first('6A86')],
      [`00200180 11 ${'39'.repeat(17)}`, first('6A86')],
      ef(FID.SIGN_CERT),
      [readBinary(0x7f00, 256), first('6982')],
      ef(FID.SIGN_KEY),
      ['802A0680 01 5A 00', first('6A86')],
      [`802A0080 F6 ${'5A'.repeat(246)} 00`, first('6982')],
    ),
    part('No try is gone', ef(FID.SIGN_PIN), [queryTries(), '63C5'], [right('signPin'), '9000']),
  ),
  provenBy: { fail: ['mutant:card-ignores-p1-of-verify'] },
});
