import { FID } from '../../../simulator/apdu/index.ts';
import { answersTo } from '../../checks/card-dialogue.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { application, atPowerUp, ef, part, refused, right } from './dialogue.ts';
import { AID } from './files.ts';

export default testCase({
  id: 'TC-CARD-130',
  role: 'card',
  requirements: ['CARD-INTERNAL-AUTHENTICATE'],
  purpose:
    'INTERNAL AUTHENTICATE is answered by the key of the 共通カードAP, the same for the same challenge and otherwise for another one (observed on one card), and never by a key that signs.',
  purposeJa:
    'INTERNAL AUTHENTICATEには共通カードAPの鍵が応じ、同じチャレンジには同じ、異なれば異なる値を返す（一枚のカードで観測）。署名用の鍵は応じない。',
  ...atPowerUp(
    part(
      'The key of the 共通カードAP',
      application(AID.COMMON),
      ['00880099 08 0102030405060708 00', '9000', 256],
      ['00880099 08 0102030405060708 00', '9000', 256],
      ['00880099 08 0102030405060709 00', '9000', 256],
    ),
    (index) =>
      expectation('the same twice, then another one', (seen) => {
        const [a, b, c] = answersTo(seen, index, 0x88);
        const ok = a && b && c && Buffer.compare(a, b) === 0 && Buffer.compare(a, c) !== 0;
        return ok ? [] : [{ kind: 'fail', says: 'the answers do not follow the challenge' }];
      }),
    part(
      'A key that signs, though its PIN is verified',
      application(AID.JPKI),
      ef(FID.AUTH_PIN),
      [right('authPin'), '9000'],
      ['00880097 08 0102030405060708 00', refused('6982')],
    ),
  ),
  provenBy: {
    fail: ['mutant:card-authenticates-regardless-of-the-challenge', 'mutant:card-authenticates-with-any-key'],
  },
});
