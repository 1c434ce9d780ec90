import { computeDigitalSignature, FID, readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, right, wrong } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-022',
  role: 'card',
  requirements: ['CARD-ACCESS'],
  purpose: 'A wrong PIN opens neither the certificate nor the key that the right one opens.',
  purposeJa: '誤ったPINでは、正しいPINで開く証明書も鍵も開かない。',
  destructive: true,
  ...inJpki(
    part('A wrong PIN', ef(FID.SIGN_PIN), [wrong(6), '63C4']),
    part('Nothing is open', ef(FID.SIGN_CERT), [readBinary(0, 4), '6982'], ef(FID.SIGN_KEY), [
      computeDigitalSignature(Uint8Array.of(1)),
      '6982',
    ]),
    part('The right PIN', ef(FID.SIGN_PIN), [right('signPin'), '9000']),
    part('Both are open', ef(FID.SIGN_CERT), [readBinary(0, 4), '9000', 4], ef(FID.SIGN_KEY), [
      computeDigitalSignature(Uint8Array.of(1)),
      '9000',
      256,
    ]),
  ),
  provenBy: { fail: ['mutant:card-opens-after-any-try'] },
});
