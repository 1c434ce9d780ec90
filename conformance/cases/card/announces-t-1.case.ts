import { atrIsOfT1 } from '../../checks/card-atr.ts';
import { testCase } from '../define.ts';
import { application, atPowerUp, part } from './dialogue.ts';
import { AID } from './files.ts';

export default testCase({
  id: 'TC-CARD-080',
  role: 'card',
  requirements: ['CARD-ATR'],
  purpose:
    'The answer to reset is well formed: interface bytes and historical bytes fill it exactly, it ends with a right check byte, and T=1 is announced (a contactless reader may also announce T=0).',
  purposeJa:
    'ATRは正しい構造をもつ。インタフェースバイトと履歴バイトで過不足なく、検査バイトが正しく、T=1を示す（非接触リーダーはT=0も示しうる）。',
  ...atPowerUp(part('The card works', application(AID.JPKI), ['00A4020C 02 0007', '6A82']), atrIsOfT1),
  provenBy: { fail: ['mutant:card-miscounts-its-atr'] },
});
