import { FID, readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { application, atPowerUp, ef, part, refused } from './dialogue.ts';
import { AID } from './files.ts';

/** SELECT without a name: on other cards the master file. */
const nothing = '00A40000';

export default testCase({
  id: 'TC-CARD-157',
  role: 'card',
  requirements: ['CARD-NO-MASTER-FILE'],
  purpose:
    'The card has no master file: 3F00, 2F10 and 2F11 answer 6A82, SELECT without a name 6A86 at power-up; with an application it answers 9000 and changes nothing (all observed).',
  purposeJa:
    'カードに主ファイルはない。3F00・2F10・2F11は6A82、名前のないSELECTは電源投入時に6A86、応用の選択後は9000を返すが何も変えない（いずれも観測）。',
  ...atPowerUp(
    part(
      'At power-up',
      [nothing, refused('6A86')],
      ...['3F00', '2F10', '2F11'].map((fid) => [`00A40000 02 ${fid}`, refused('6A82')] as const),
    ),
    part(
      'With an application',
      application(AID.JPKI),
      ef(FID.TOKEN_INFO),
      [nothing, ['9000', '6A86', '6A82', '6700']],
      [readBinary(0, 15), '9000', 15],
    ),
  ),
  provenBy: { fail: ['mutant:card-selects-a-master-file'] },
});
