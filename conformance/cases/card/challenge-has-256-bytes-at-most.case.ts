import { testCase } from '../define.ts';
import { atPowerUp, part, refused } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-147',
  role: 'card',
  requirements: ['CARD-CHALLENGE-LENGTH'],
  purpose:
    'GET CHALLENGE for more than 256 bytes, by an extended Le, is refused (6985 observed) and not cut.',
  purposeJa: '拡張Leで256バイトを超えるGET CHALLENGEは、切り詰めずに拒む（観測: 6985）。',
  ...atPowerUp(
    part('More than 256', ['00840000 000101', refused('6985')], ['00840000 000000', refused('6985')]),
    part('256 bytes', ['00840000 00', '9000', 256]),
  ),
  provenBy: { fail: ['mutant:card-challenges-at-any-length'] },
});
