import { toHex } from '../../../simulator/apdu/index.ts';
import { answersTo } from '../../checks/card-dialogue.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { ef, inApplication, part, refused, right } from './dialogue.ts';
import { AID, COMMON } from './files.ts';

const record = (digits: string): string => Buffer.from(digits).toString('hex');
/** As long as the record with the serial, and no serial of any card. */
const DATA = `011C${record('9'.repeat(28))}`;

export default testCase({
  id: 'TC-CARD-172',
  role: 'card',
  requirements: ['CARD-WRITE'],
  purpose:
    'No holder writes a record: UPDATE RECORD and APPEND RECORD are refused (6982 assumed), and the record stays what it was.',
  purposeJa:
    '所持者はレコードに書き込めない。UPDATE RECORD・APPEND RECORDは拒まれ（6982と想定）、レコードは変わらない。',
  destructive: true,
  ...inApplication(
    AID.COMMON,
    part('VERIFY', ef(COMMON.PIN), [right('officePin'), '9000']),
    part(
      'Read, write, read',
      ef(COMMON.SERIAL),
      ['00B20104 00', '9000', 30],
      [`00DC0104 1E ${DATA}`, refused('6982')],
      [`00E20000 1E ${DATA}`, refused('6982')],
      ['00B20104 00', '9000', 30],
    ),
    (index) =>
      expectation('the record is the same', (seen) => {
        const [before, after] = answersTo(seen, index, 0xb2).map(toHex);
        return before !== undefined && before === after
          ? []
          : [{ kind: 'fail', says: 'the record has changed' }];
      }),
  ),
  provenBy: { fail: ['mutant:card-says-yes-to-writing'] },
});
