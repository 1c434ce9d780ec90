import { FID } from '../../../simulator/apdu/index.ts';
import { isIssuedBy } from '../../checks/card-signature.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, right, wholeFile } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-042',
  role: 'card',
  requirements: ['CARD-CERTIFICATES'],
  purpose:
    'Each certificate of the holder is signed by the CA certificate that the card holds for it, and that one by itself.',
  purposeJa: '各電子証明書は、カード内の対応するCA証明書で署名され、CA証明書は自己署名である。',
  ...inJpki(
    part('VERIFY', ef(FID.SIGN_PIN), [right('signPin'), '9000']),
    wholeFile('The signing certificate', FID.SIGN_CERT),
    wholeFile('Its CA', FID.SIGN_CA),
    (ca) => isIssuedBy(ca - 1, ca),
    (ca) => isIssuedBy(ca, ca),
    wholeFile('The authentication certificate', FID.AUTH_CERT),
    wholeFile('Its CA', FID.AUTH_CA),
    (ca) => isIssuedBy(ca - 1, ca),
    (ca) => isIssuedBy(ca, ca),
  ),
  provenBy: { fail: ['mutant:card-mixes-its-ca-certificates-up'] },
});
