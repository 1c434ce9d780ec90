import { FID, selectAid, selectEf } from '../../../simulator/apdu/index.ts';
import { follows } from '../../checks/card-dialogue.ts';
import { testCase } from '../define.ts';
import { application, atOnce, ef, part } from './dialogue.ts';
import { AID, TEXT } from './files.ts';

export default testCase({
  id: 'TC-CARD-178',
  role: 'card',
  requirements: ['CARD-FIRST-COMMAND'],
  purpose:
    'The first command after power-on is answered like any other; a card that answers 6F00 to it, as one was seen to do, is told, not failed, and answers the second one.',
  purposeJa:
    '電源投入後の最初のコマンドにも通常どおり応答する。最初のみ6F00を返すカード（一枚で観測）は助言のみとし、二番目には応答する。',
  ...atOnce(
    part(
      'The first command, and what it selects',
      [selectAid(AID.JPKI), ['9000', '6F00']],
      [selectEf(FID.AUTH_PIN), ['9000', '6A82', '6986']],
    ),
    (index) => follows(index, 'a first command that is answered is carried out', [0, '9000'], [1, '9000']),
    // A file of the 券面事項入力補助AP only: it is the 公的個人認証AP that was selected.
    part('The same again', application(AID.JPKI), ef(FID.AUTH_PIN), [selectEf(TEXT.CODE_B), '6A82']),
  ),
  provenBy: { fail: ['mutant:card-sleeps-through-its-first-command'] },
});
