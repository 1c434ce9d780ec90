import { computeDigitalSignature, FID } from '../../../simulator/apdu/index.ts';
import { signsExactly } from '../../checks/card-signature.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, right, wholeFile } from './dialogue.ts';

const inputs = Array.from({ length: 10 }, (_, i) => Uint8Array.of(0x10 + i));

export default testCase({
  id: 'TC-CARD-059',
  role: 'card',
  requirements: ['CARD-SIGN-MANY'],
  purpose: 'After one VERIFY the card makes as many signatures as it is asked for, each over its own input.',
  purposeJa: '一回の照合の後、求められただけ署名し、各署名はそれぞれの入力に対するものである。',
  ...inJpki(
    wholeFile('The certificate', FID.AUTH_CERT),
    part(
      'Ten signatures',
      ef(FID.AUTH_PIN),
      [right('authPin'), '9000'],
      ef(FID.AUTH_KEY),
      ...inputs.map((input) => [computeDigitalSignature(input), '9000', 256] as const),
    ),
    signsExactly(0, ...inputs),
  ),
  provenBy: { fail: ['mutant:card-wants-a-pin-per-signature'] },
});
