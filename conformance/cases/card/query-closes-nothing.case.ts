import { FID, queryTries, readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, right } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-024',
  role: 'card',
  requirements: ['CARD-QUERY-STATE'],
  purpose:
    'Asking for the tries neither opens what is closed nor closes what is open; after a right PIN the answer is the full count (observed) or 9000.',
  purposeJa: '回数の照会は閉じたものを開かず、開いたものを閉じない。照合後の照会は全回数（観測）又は9000。',
  ...inJpki(
    part('Asking opens nothing', ef(FID.SIGN_PIN), [queryTries(), '63C5'], ef(FID.SIGN_CERT), [
      readBinary(0, 4),
      '6982',
    ]),
    part(
      'The right PIN, then asking',
      ef(FID.SIGN_PIN),
      [right('signPin'), '9000'],
      [queryTries(), ['63C5', '9000']],
    ),
    part('It is still open', ef(FID.SIGN_CERT), [readBinary(0, 4), '9000', 4]),
  ),
  provenBy: { fail: ['mutant:card-query-closes'] },
});
