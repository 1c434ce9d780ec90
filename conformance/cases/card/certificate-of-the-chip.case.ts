import { verify } from 'node:crypto';
import { toHex } from '../../../simulator/apdu/index.ts';
import { answersTo } from '../../checks/card-dialogue.ts';
import { cvCertificateOf } from '../../checks/card-records.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { atPowerUp, part } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-145',
  role: 'card',
  requirements: ['CARD-CHIP-CERTIFICATES'],
  purpose:
    'GET DATA 7F21 is the card-verifiable certificate of the chip, signed by the intermediate authority whose certificate is 00F8 (observed; on some cards it is missing, 6A88).',
  purposeJa:
    'GET DATA 7F21はチップのCV証明書で、00F8の証明書をもつ中間認証機関が署名している（観測。ないカードもあり6A88）。',
  needs: ['other-applications'],
  ...atPowerUp(
    part(
      'Both certificates',
      ['00CA00F8 000000', ['9000', '6700']],
      ['00CA7F21 000000', ['9000', '6A88', '6700']],
    ),
    (index) =>
      expectation('the one is signed by the other', (seen) => {
        const { apdus } = seen.step(index);
        if (!apdus.every(({ sw }) => sw === 0x9000)) return [];
        const [issuer, chip] = answersTo(seen, index, 0xca).map(cvCertificateOf);
        if (!issuer || !chip)
          return [{ kind: 'fail', says: 'an object is no card-verifiable certificate with an RSA key' }];
        if (toHex(chip.issuerId) !== toHex(issuer.subjectId))
          return [
            {
              kind: 'fail',
              says: 'the certificate of the chip names another issuer',
              expected: toHex(issuer.subjectId),
              actual: toHex(chip.issuerId),
            },
          ];
        return verify('sha256', chip.body, issuer.key, chip.signature)
          ? []
          : [{ kind: 'fail', says: 'the signature on the certificate of the chip does not verify' }];
      }),
    part('An object that every card has', ['00CA0042 00', '9000', 16]),
  ),
  provenBy: { fail: ['mutant:card-certifies-its-chip-wrongly'] },
});
