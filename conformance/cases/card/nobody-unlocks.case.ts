import { FID, queryTries } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, REFUSED, refused, right, wrong } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-168',
  role: 'card',
  requirements: ['CARD-UNLOCK'],
  purpose:
    'A blocked PIN is unlocked by no command that a holder has: RESET RETRY COUNTER is not there (6D00 assumed), UNLOCK KEY wants the key of the issuer (6982 assumed), and the PIN stays blocked.',
  purposeJa:
    '閉塞したPINは所持者のコマンドでは戻らない。RESET RETRY COUNTERはなく（6D00と想定）、UNLOCK KEYには発行者の鍵が要り（6982と想定）、PINは閉塞したままである。',
  destructive: true,
  ...inJpki(
    part('Block', ef(FID.AUTH_PIN), [wrong(), '63C2'], [wrong(), '63C1'], [wrong(), '63C0']),
    part(
      'Ask to unlock',
      ['002C0380', refused('6D00')],
      ['002C0080 08 3132333431323334', refused('6D00')],
      ['80540080', refused('6982')],
      ['80540080 04 31323334', refused('6982')],
    ),
    part(
      'It is blocked',
      [right('authPin'), ['6984', '6983']],
      [queryTries(), ['63C0', '6984', '6983', ...REFUSED]],
    ),
  ),
  provenBy: { fail: ['mutant:card-says-yes-to-unlocking'] },
});
