import { FID } from '../../../simulator/apdu/index.ts';
import { certificateOf } from '../../checks/card-signature.ts';
import { expectation } from '../../checks/expectation.ts';
import { fourItemsOfCertificate } from '../../decode/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, right, wholeFile } from './dialogue.ts';

const ARC_OF_THE_FOUR_ITEMS = '1.2.392.200149.8.5.5.';

export default testCase({
  id: 'TC-CARD-043',
  role: 'card',
  requirements: ['CARD-CERTIFICATES'],
  purpose:
    'The signing certificate carries the four items of its holder, the authentication certificate none of them.',
  purposeJa: '署名用電子証明書には基本4情報があり、利用者証明用電子証明書には一つもない。',
  ...inJpki(
    wholeFile('The authentication certificate', FID.AUTH_CERT),
    (index) =>
      expectation('no item of the four', (seen) => {
        const certificate = certificateOf(seen, index);
        if (!certificate) return [{ kind: 'fail', says: 'there is no authentication certificate' }];
        return Object.keys(certificate.otherNames).some((oid) => oid.startsWith(ARC_OF_THE_FOUR_ITEMS))
          ? [{ kind: 'fail', says: 'the authentication certificate, free to read, tells who its holder is' }]
          : [];
      }),
    part('VERIFY', ef(FID.SIGN_PIN), [right('signPin'), '9000']),
    wholeFile('The signing certificate', FID.SIGN_CERT),
    (index) =>
      expectation('all four items', (seen) => {
        try {
          const certificate = certificateOf(seen, index);
          const { name, address } = fourItemsOfCertificate(certificate?.der ?? new Uint8Array());
          return name && address ? [] : [{ kind: 'fail', says: 'an item is empty' }];
        } catch (error) {
          return [
            {
              kind: 'fail',
              says: `the signing certificate lacks the four items: ${(error as Error).message}`,
            },
          ];
        }
      }),
  ),
  provenBy: { fail: ['mutant:card-gives-the-signing-certificate-freely'] },
});
