import { computeDigitalSignature, FID, selectEf } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, right } from './dialogue.ts';

const sign = computeDigitalSignature(Uint8Array.of(1));

export default testCase({
  id: 'TC-CARD-027',
  role: 'card',
  requirements: ['CARD-STATE'],
  purpose: 'VERIFY of one PIN leaves the other one verified, and so does every SELECT of a file.',
  purposeJa: '一方のPINの照合も、ファイルの選択も、他方の照合状態を変えない。',
  ...inJpki(
    part('Without VERIFY', ef(FID.AUTH_KEY), [sign, '6982']),
    part('Both PINs', ef(FID.AUTH_PIN), [right('authPin'), '9000'], ef(FID.SIGN_PIN), [
      right('signPin'),
      '9000',
    ]),
    part('Files that are there', ef(FID.AUTH_CERT), ef(FID.SIGN_CERT)),
    part('Both keys sign', ef(FID.AUTH_KEY), [sign, '9000', 256], ef(FID.SIGN_KEY), [sign, '9000', 256]),
    part('A file that is not there', [selectEf(0x0007), '6A82'], ef(FID.AUTH_KEY), [sign, ['9000', '6982']]),
  ),
  provenBy: { fail: ['mutant:card-holds-one-pin-at-a-time'] },
});
