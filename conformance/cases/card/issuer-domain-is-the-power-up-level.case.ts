import { FID, readBinary, selectAid, selectEf } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { application, ef, inJpki, part, refused, right } from './dialogue.ts';
import { AID } from './files.ts';

export default testCase({
  id: 'TC-CARD-150',
  role: 'card',
  requirements: ['CARD-ISSUER-DOMAIN'],
  purpose:
    'SELECT of the issuer security domain of GlobalPlatform brings the card back to its state at power-up: no application, nothing verified, the data objects of the issuer (observed on one card).',
  purposeJa:
    'GlobalPlatformの発行者セキュリティドメインを選択すると電源投入時の状態に戻る。応用はなく、照合状態も失われ、発行者のデータオブジェクトを読める（一枚のカードで観測）。',
  ...inJpki(
    part('Open', ef(FID.SIGN_PIN), [right('signPin'), '9000'], ef(FID.SIGN_CERT), [
      readBinary(0, 4),
      '9000',
      4,
    ]),
    part(
      'The issuer security domain',
      [selectAid(AID.ISSUER), '9000', 0],
      [readBinary(0, 4), refused('6986')],
      [selectEf(FID.SIGN_CERT), '6A82/6986'],
      ['00CA0042 00', '9000', 16],
    ),
    part('The application again', application(AID.JPKI), ef(FID.SIGN_CERT), [readBinary(0, 4), '6982']),
  ),
  provenBy: { fail: ['mutant:card-ignores-its-issuer-domain'] },
});
