import { FID, queryTries, readBinary, selectEf } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { afterReset, application, ef, inJpki, openAgain, part, useTryAndOpen } from './dialogue.ts';
import { AID } from './files.ts';

export default testCase({
  id: 'TC-CARD-152',
  role: 'card',
  requirements: ['CARD-WARM-RESET'],
  purpose:
    'After a reset in the field used tries stay used and the card works; whether it also closes what was verified differs: it is assumed to, and a card that keeps its session, as one was seen to do, is told, not failed.',
  purposeJa:
    '電源を保ったリセットの後も使った回数は戻らず、カードは動作する。照合状態が失われることは想定であり、保つカード（一枚で観測）は助言のみとする。',
  destructive: true,
  ...inJpki(
    useTryAndOpen(),
    afterReset(
      'After a reset',
      [selectEf(FID.SIGN_CERT), ['6A82/6986', '9000']],
      [readBinary(0, 4), ['6986', '6982', '9000']],
    ),
    part('The tries', application(AID.JPKI), ef(FID.AUTH_PIN), [queryTries(), '63C2']),
    openAgain(),
  ),
  provenBy: { fail: ['mutant:card-reset-gives-tries'] },
});
