import { FID, toHex } from '../../../simulator/apdu/index.ts';
import { contentIn } from '../../checks/card-dialogue.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { inJpki, wholeFile } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-037',
  role: 'card',
  requirements: ['CARD-AVAILABILITY'],
  purpose: 'EF 0008 has three bytes and tells with 8F 8F 00 that both certificates are there (observed).',
  purposeJa: 'EF 0008は3バイトで、両証明書がある場合は8F 8F 00（観測）。',
  ...inJpki(wholeFile('The availability of certificates', FID.CERT_AVAILABILITY), (index) =>
    expectation('8F 8F and one more byte', (seen) => {
      const file = contentIn(seen, index);
      if (file.length === 3 && file[0] === 0x8f && file[1] === 0x8f) return [];
      return [
        {
          kind: 'fail',
          says: 'EF 0008 does not announce both certificates',
          expected: '8F8F00',
          actual: toHex(file),
        },
      ];
    }),
  ),
  provenBy: { fail: ['mutant:card-denies-its-certificates'] },
});
