import { toHex } from '../../../simulator/apdu/index.ts';
import { answersTo } from '../../checks/card-dialogue.ts';
import { cvCertificateOf, text } from '../../checks/card-records.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { atPowerUp, part } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-144',
  role: 'card',
  requirements: ['CARD-CHIP-CERTIFICATES'],
  purpose:
    'GET DATA 00F7 names the intermediate authority of the chip by its key id, and 00F8 is the card-verifiable certificate of that very key, issued by the root (observed).',
  purposeJa:
    'GET DATA 00F7はチップの中間認証機関の鍵IDを示し、00F8は当該鍵に対しルートが発行したCV証明書である（観測）。',
  needs: ['other-applications'],
  ...atPowerUp(
    part('Key id and certificate', ['00CA00F7 00', '9000', 16], ['00CA00F8 000000', ['9000', '6700']]),
    (index) =>
      expectation('the certificate is that of the key', (seen) => {
        const [id, file] = answersTo(seen, index, 0xca);
        if (!id || !file) return [];
        if (!/^[56]\d{6}$/.test(text(id.subarray(0, 7))))
          return [
            {
              kind: 'fail',
              says: 'the key id 00F7 does not begin with seven digits, the first of them 5 or 6',
              actual: toHex(id),
            },
          ];
        const certificate = cvCertificateOf(file);
        // Without extended length there is no way to read it; that stands beside the verdict already.
        if (seen.step(index).apdus[1]?.sw !== 0x9000) return [];
        if (!certificate)
          return [
            { kind: 'fail', says: 'the object 00F8 is no card-verifiable certificate with an RSA key' },
          ];
        return toHex(certificate.subjectId) === toHex(id) && toHex(certificate.issuerId) !== toHex(id)
          ? []
          : [
              {
                kind: 'fail',
                says: 'the certificate 00F8 is not that of the key 00F7, or issued by itself',
                expected: toHex(id),
                actual: toHex(certificate.subjectId),
              },
            ];
      }),
  ),
  provenBy: { fail: ['mutant:card-names-another-intermediate'] },
});
