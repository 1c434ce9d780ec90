import { startsWith } from '../../../simulator/apdu/index.ts';
import { answersTo } from '../../checks/card-dialogue.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { ef, inApplication, part } from './dialogue.ts';
import { AID, COMMON } from './files.ts';

export default testCase({
  id: 'TC-CARD-148',
  role: 'card',
  requirements: ['CARD-READ-RECORDS'],
  purpose:
    'READ RECORD from a number to the last (P2 mode 5) gives these records one after the other, from that number on, and 6A83 when there is none; some cards do not have the mode and answer 6A81 (both observed).',
  purposeJa:
    '番号以降の全レコードのREAD RECORD（P2のモード5）は、当該番号から順に連結して返し、なければ6A83。このモードのないカードは6A81（いずれも観測）。',
  ...inApplication(
    AID.COMMON,
    part(
      'Record 1, then from record 1 on',
      ef(COMMON.SERIAL),
      ['00B20104 00', '9000', 30],
      ['00B20105 00', ['9000', '6A81']],
      ['00B2010D 00', ['9000', '6A81']],
      ['00B20205 00', ['6A83', '6A81']],
    ),
    (index) =>
      expectation('what comes begins with record 1', (seen) => {
        const [one, ...more] = answersTo(seen, index, 0xb2);
        const { apdus } = seen.step(index);
        return more.flatMap((all, i) => {
          const { sw, n } = apdus[i + 2]!;
          return sw !== 0x9000 || (one && startsWith(all, one))
            ? []
            : [{ kind: 'fail' as const, says: 'the records from 1 on do not begin with record 1', at: n }];
        });
      }),
    part('Record 1 again', ['00B20104 00', '9000', 30]),
  ),
  provenBy: { fail: ['mutant:card-leaves-the-first-record-out'] },
});
