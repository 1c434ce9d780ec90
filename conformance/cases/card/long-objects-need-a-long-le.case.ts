import { testCase } from '../define.ts';
import { atPowerUp, part, refused } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-146',
  role: 'card',
  requirements: ['CARD-GET-DATA-LENGTH'],
  purpose:
    'A data object of more than 256 bytes is not cut: with a short Le the answer is 6700, with an extended one the whole object (observed).',
  purposeJa:
    '256バイトを超えるデータオブジェクトは切り詰めない。短いLeには6700、拡張Leには全体を返す（観測）。',
  needs: ['other-applications'],
  ...atPowerUp(
    part(
      'The certificate of the intermediate authority',
      ['00CA00F8 00', refused('6700')],
      ['00CA00F8 000000', ['9000', '6700'], 568],
    ),
    part('A short object', ['00CA00F2 00', '9000', 8]),
  ),
  provenBy: { fail: ['mutant:card-cuts-long-objects'] },
});
