import { FID, readBinary } from '../../../simulator/apdu/index.ts';
import { follows } from '../../checks/card-dialogue.ts';
import { testCase } from '../define.ts';
import { application, ef, inJpki, part, REFUSED, right } from './dialogue.ts';
import { AID } from './files.ts';

export default testCase({
  id: 'TC-CARD-142',
  role: 'card',
  requirements: ['CARD-LAST-COMMAND'],
  purpose:
    'By 80 FC 00 00 a client tells a telephone that no command will follow; a plastic card refuses it (6700 observed) and goes on as before.',
  purposeJa:
    '80 FC 00 00は、以後コマンドを送らないことをスマートフォンに伝える。プラスチックのカードはこれを拒み（観測: 6700）、変わりなく応答する。',
  ...inJpki(
    part('Open', ef(FID.SIGN_PIN), [right('signPin'), '9000'], ef(FID.SIGN_CERT), [
      readBinary(0, 4),
      '9000',
      4,
    ]),
    part(
      'The last command, and one more',
      ['80FC0000', ['6700', '9000', ...REFUSED.filter((sw) => sw !== '6700')]],
      [readBinary(0, 4), ['9000', '6986', '6982', '6A82']],
    ),
    (index) => follows(index, 'a card that refuses 80 FC goes on as before', [0, '6xxx'], [1, '9000']),
    part('From the beginning', application(AID.JPKI), ef(FID.SIGN_PIN), [right('signPin'), '9000']),
  ),
  provenBy: { fail: ['mutant:card-refuses-and-ends-the-session'] },
});
