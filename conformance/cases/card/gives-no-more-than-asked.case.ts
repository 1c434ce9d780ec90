import { FID, readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-031',
  role: 'card',
  requirements: ['CARD-READ-LE'],
  purpose:
    'READ BINARY gives exactly Le bytes while there are as many, all 256 for Le=00, with 9000 and never 61xx or 6Cxx.',
  purposeJa: 'READ BINARYは残りがある限りちょうどLeバイト（Le=00は256）を9000で返し、61xx・6Cxxは使わない。',
  ...inJpki(
    part(
      'Less than there is',
      ef(FID.AUTH_CERT),
      ...[1, 4, 7, 8, 224, 255, 256].map((le) => [readBinary(0, le), '9000', le] as const),
    ),
    part(
      'Another file',
      ef(FID.TOKEN_INFO),
      [readBinary(0, 20), '9000', 20],
      [readBinary(0, 32), '9000', 32],
    ),
  ),
  provenBy: { fail: ['mutant:card-gives-all-it-has'] },
});
