import { FID, readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, refused, right } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-056',
  role: 'card',
  requirements: ['CARD-SIGN-P1P2'],
  purpose:
    'COMPUTE DIGITAL SIGNATURE with a P1 above 05 is refused (6A86 observed), though the PIN is verified.',
  purposeJa: 'P1が05を超えるCOMPUTE DIGITAL SIGNATUREは、照合済みでも拒む（観測: 6A86）。',
  ...inJpki(
    part('VERIFY', ef(FID.AUTH_PIN), [right('authPin'), '9000']),
    part(
      'Other modes',
      ef(FID.AUTH_KEY),
      ['802A0680 01 5A 00', refused('6A86')],
      ['802A7F80 01 5A 00', refused('6A86')],
      ['802AFF80 01 5A 00', refused('6A86')],
    ),
    part('The usual one', ['802A0080 01 5A 00', '9000', 256], ef(FID.TOKEN_INFO), [readBinary(0, 1), '9000']),
  ),
  provenBy: { fail: ['mutant:card-signs-in-any-mode'] },
});
