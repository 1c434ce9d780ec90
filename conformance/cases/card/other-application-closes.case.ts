import { FID, readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { application, ef, inJpki, part, right } from './dialogue.ts';
import { AID, TEXT } from './files.ts';

export default testCase({
  id: 'TC-CARD-108',
  role: 'card',
  requirements: ['CARD-STATE'],
  purpose: 'What a PIN opened in one application is closed again once another application was selected.',
  purposeJa: '一つの応用でPINが開いたものは、別の応用を選択すると閉じる。',
  ...inJpki(
    part('Open', ef(FID.SIGN_PIN), [right('signPin'), '9000'], ef(FID.SIGN_CERT), [
      readBinary(0, 4),
      '9000',
      4,
    ]),
    part(
      'Another application, and back',
      application(AID.TEXT),
      ef(TEXT.PIN),
      [right('textPin'), '9000'],
      application(AID.JPKI),
    ),
    part('Closed', ef(FID.SIGN_CERT), [readBinary(0, 4), '6982']),
    part('The other one too', application(AID.TEXT), ef(TEXT.NUMBER), [readBinary(0, 3), '6982']),
  ),
  provenBy: { fail: ['mutant:card-keeps-other-applications-open'] },
});
