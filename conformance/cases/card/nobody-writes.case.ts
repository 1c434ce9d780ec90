import { FID, readBinary } from '../../../simulator/apdu/index.ts';
import { readsIn } from '../../checks/card-dialogue.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, refused, right } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-081',
  role: 'card',
  requirements: ['CARD-WRITE'],
  purpose:
    'No holder writes a file: WRITE BINARY and UPDATE BINARY are refused (6982 assumed), and the bytes stay what they were.',
  purposeJa:
    '所持者はファイルに書き込めない。WRITE BINARY・UPDATE BINARYは拒まれ（6982と想定）、内容は変わらない。',
  destructive: true,
  ...inJpki(
    part(
      'Read, write, read',
      ef(FID.SIGN_PIN),
      [right('signPin'), '9000'],
      ef(FID.TOKEN_INFO),
      [readBinary(0, 4), '9000', 4],
      ['00D60000 01 00', refused('6982')],
      ['00D00000 01 00', refused('6982')],
      [readBinary(0, 4), '9000', 4],
    ),
    (index) =>
      expectation('the bytes are the same', (seen) => {
        const [before, after] = readsIn(seen, index);
        return before && after && Buffer.compare(before, after) === 0
          ? []
          : [{ kind: 'fail', says: 'the file has changed' }];
      }),
  ),
  provenBy: { fail: ['mutant:card-says-yes-to-writing'] },
});
