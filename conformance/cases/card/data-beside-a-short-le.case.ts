import { FID } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, right } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-078',
  role: 'card',
  requirements: ['CARD-MALFORMED'],
  purpose:
    'An extended Lc with an Le of one byte, as one client sends it for input of 256 bytes, answers 6700 and is not signed.',
  purposeJa: '拡張Lcと1バイトのLeの混在（256バイトの入力に対しある端末が送る形）は6700で、署名しない。',
  ...inJpki(
    part('VERIFY', ef(FID.AUTH_PIN), [right('authPin'), '9000'], ef(FID.AUTH_KEY)),
    part('Mixed lengths', [`802A0080 000014 ${'5A'.repeat(20)} 00`, '6700']),
    part('Short lengths', [`802A0080 14 ${'5A'.repeat(20)} 00`, '9000', 256]),
  ),
  provenBy: { fail: ['mutant:card-mends-lengths'] },
});
