import { computeDigitalSignature, FID, queryTries, readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { afterPowerOff, application, ef, inJpki, part, right, wrong } from './dialogue.ts';
import { AID } from './files.ts';

export default testCase({
  id: 'TC-CARD-025',
  role: 'card',
  requirements: ['CARD-BLOCKED', 'CARD-COUNTER'],
  purpose:
    'The signing password has five tries, of which four wrong ones are forgiven by a right one; after five its key and certificate stay closed even to the right one.',
  purposeJa:
    '署名用パスワードは5回。4回の誤りは正しい入力で戻る。5回続けて誤ると、正しい入力でも鍵と証明書は開かない。',
  destructive: true,
  ...inJpki(
    part(
      'Four wrong ones and a right one',
      ef(FID.SIGN_PIN),
      [wrong(6), '63C4'],
      [wrong(6), '63C3'],
      [wrong(6), '63C2'],
      [wrong(6), '63C1'],
      [right('signPin'), '9000'],
      [queryTries(), ['63C5', '9000']],
    ),
    afterPowerOff(
      'Five wrong ones, in another presence',
      application(AID.JPKI),
      ef(FID.SIGN_PIN),
      [wrong(6), '63C4'],
      [wrong(6), '63C3'],
      [wrong(6), '63C2'],
      [wrong(6), '63C1'],
      [wrong(6), '63C0'],
    ),
    part('The right one', [right('signPin'), ['6984', '6983']], [queryTries(), ['63C0', '6984', '6983']]),
    part('Everything is closed', ef(FID.SIGN_CERT), [readBinary(0, 4), '6982'], ef(FID.SIGN_KEY), [
      computeDigitalSignature(Uint8Array.of(1)),
      '6982',
    ]),
  ),
  provenBy: { fail: ['mutant:card-blocked-means-open', 'mutant:card-never-blocks'] },
});
