import { FID, queryTries, readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, refused, right } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-019',
  role: 'card',
  requirements: ['CARD-NO-CURRENT'],
  purpose:
    'After an application is selected no file is current: VERIFY, its query and READ BINARY answer 6986.',
  purposeJa: '応用選択直後は現在のEFがなく、VERIFY・照会・READ BINARYは6986を返す。',
  ...inJpki(
    part(
      'No current file',
      [right('signPin'), refused('6986')],
      [queryTries(), refused('6986')],
      [readBinary(0, 4), refused('6986')],
    ),
    part('A current file', ef(FID.SIGN_PIN), [queryTries(), '63C5'], ef(FID.TOKEN_INFO), [
      readBinary(0, 4),
      '9000',
    ]),
  ),
  provenBy: { fail: ['mutant:card-takes-the-first-pin-for-current'] },
});
