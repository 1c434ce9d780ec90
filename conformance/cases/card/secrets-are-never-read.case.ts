import { FID, readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, refused, right } from './dialogue.ts';

const internal = [FID.AUTH_KEY, FID.AUTH_PIN, FID.SIGN_KEY, FID.SIGN_PIN];

export default testCase({
  id: 'TC-CARD-034',
  role: 'card',
  requirements: ['CARD-READ-INTERNAL'],
  purpose:
    'A PIN or a key is read by nobody: READ BINARY is refused (6981 observed), before VERIFY and after it.',
  purposeJa: 'PINと鍵は誰も読み出せない。READ BINARYは照合の前後を問わず拒む（観測: 6981）。',
  ...inJpki(
    part(
      'Before VERIFY',
      ...internal.flatMap((fid) => [ef(fid), [readBinary(0, 16), refused('6981'), 0] as const]),
    ),
    part('VERIFY', ef(FID.AUTH_PIN), [right('authPin'), '9000'], ef(FID.SIGN_PIN), [
      right('signPin'),
      '9000',
    ]),
    part(
      'After VERIFY',
      ...internal.flatMap((fid) => [ef(fid), [readBinary(0, 16), refused('6981'), 0] as const]),
    ),
  ),
  provenBy: { fail: ['mutant:card-gives-its-pins-out'] },
});
