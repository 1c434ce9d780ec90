import { FID } from '../../../simulator/apdu/index.ts';
import { contentIn } from '../../checks/card-dialogue.ts';
import { certificateOf } from '../../checks/card-signature.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, right, wholeFile } from './dialogue.ts';

const rows = [
  { id: 'TC-CARD-038', fid: FID.SIGN_CERT, what: 'the signing certificate', ja: '署名用電子証明書' },
  { id: 'TC-CARD-039', fid: FID.SIGN_CA, what: 'the CA certificate for signing', ja: '署名用CA証明書' },
  {
    id: 'TC-CARD-040',
    fid: FID.AUTH_CERT,
    what: 'the authentication certificate',
    ja: '利用者証明用電子証明書',
  },
  {
    id: 'TC-CARD-041',
    fid: FID.AUTH_CA,
    what: 'the CA certificate for authentication',
    ja: '利用者証明用CA証明書',
  },
] as const;

/** One row for each file that holds a certificate. */
export default rows.map(({ id, fid, what, ja }) =>
  testCase({
    id,
    role: 'card',
    requirements: ['CARD-CERTIFICATE-FILE'],
    purpose: `The file of ${what} is longer than its content: a DER certificate from 30 82, with an RSA key of 2048 bits, then one filler byte to the end.`,
    purposeJa: `${ja}のファイルは内容より長く、30 82で始まるDER証明書（RSA 2048ビット）と、終端までの同一の充填バイトからなる。`,
    ...inJpki(
      part('VERIFY', ef(FID.SIGN_PIN), [right('signPin'), '9000']),
      wholeFile('Read the file', fid),
      (index) =>
        expectation('a certificate, then filler', (seen) => {
          const file = contentIn(seen, index);
          const certificate = certificateOf(seen, index);
          if (!certificate) return [{ kind: 'fail', says: 'the file does not begin with a certificate' }];
          if (certificate.keyAlgorithm !== 'RSA-2048')
            return [
              { kind: 'fail', says: 'the key is not RSA of 2048 bits', actual: certificate.keyAlgorithm },
            ];
          const filler = new Set(file.subarray(certificate.der.length));
          return filler.size === 1 && (filler.has(0xff) || filler.has(0x00))
            ? []
            : [{ kind: 'fail', says: 'behind the certificate there is no filler of FF or 00' }];
        }),
    ),
    provenBy: { fail: ['mutant:card-ends-files-at-their-content'] },
  }),
);
