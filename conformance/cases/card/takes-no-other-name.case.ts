import { concat, FID, selectAid } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { application, atPowerUp, ef, part } from './dialogue.ts';
import { AID } from './files.ts';

const otherLastByte = AID.JPKI.with(-1, 0x7f);
const oneByteMore = concat(AID.JPKI, Uint8Array.of(0x00));

export default testCase({
  id: 'TC-CARD-007',
  role: 'card',
  requirements: ['CARD-SELECT-NAME'],
  purpose:
    'The application is selected by its own name, with no answer data, and by no name that differs in one byte or is longer.',
  purposeJa: '応用はその名前でのみ選択でき応答データはない。1バイト異なる名前や長い名前は6A82。',
  ...atPowerUp(
    part(
      'Names that are not on the card',
      [selectAid(otherLastByte), '6A82'],
      [selectAid(oneByteMore), '6A82'],
    ),
    part('The right name', [selectAid(AID.JPKI), '9000', 0], ef(FID.TOKEN_INFO)),
    part('And again', application(AID.JPKI)),
  ),
  provenBy: { fail: ['mutant:card-takes-a-name-by-its-beginning'] },
});
