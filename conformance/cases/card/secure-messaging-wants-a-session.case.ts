import { readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inApplication, part } from './dialogue.ts';
import { AID, TEXT } from './files.ts';

const refusals = ['6988', '6882', '6E00', '6982', '6985'] as const;

export default testCase({
  id: 'TC-CARD-169',
  role: 'card',
  requirements: ['CARD-SM-SESSION'],
  purpose:
    'In the 券面事項入力補助AP secure messaging is refused while there is no session key: class 0C, which it does not have at all, with 6987 (observed), class 08 with 69FC (assumed).',
  purposeJa:
    '券面事項入力補助APのセキュアメッセージングは、セッション鍵がないうちは拒む。対応しないクラス0Cは6987（観測）、クラス08は69FC（想定）。',
  ...inApplication(
    AID.TEXT,
    part('The usual', ef(TEXT.CV_CERTIFICATE), [readBinary(0, 16), '9000', 16]),
    part(
      'Secure messaging without a session',
      ['0CB00000 10', ['6987', '69FC', ...refusals]],
      ['0CA4020C 02 0004', ['6987', '69FC', ...refusals]],
      ['08B00000 10', ['69FC', '6987', ...refusals]],
      ['08B00000 05 9603001000 00', ['69FC', '6987', ...refusals]],
    ),
    part('The usual again', [readBinary(0, 16), '9000', 16]),
  ),
  provenBy: { fail: ['mutant:card-ignores-the-class'] },
});
