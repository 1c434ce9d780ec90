import { FID, queryTries } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-001',
  role: 'card',
  requirements: ['CARD-QUERY'],
  purpose:
    'VERIFY without data answers 63Cx again and again without taking a try, and with a fifth byte 6700.',
  purposeJa: 'データのないVERIFYは何度でも63Cxを返して回数を減らさず、5バイト形は6700を返す。',
  ...inJpki(
    part(
      'Ask for the tries of both PINs, three times',
      ef(FID.AUTH_PIN),
      ...Array.from({ length: 3 }, () => [queryTries(), '63C3'] as const),
      ef(FID.SIGN_PIN),
      ...Array.from({ length: 3 }, () => [queryTries(), '63C5'] as const),
    ),
    part('Ask in five bytes, then again in four', ['00200080 00', ['6700', '63C5']], [queryTries(), '63C5']),
  ),
  provenBy: { fail: ['mutant:card-query-takes-a-try', 'mutant:card-query-answers-9000'] },
});
