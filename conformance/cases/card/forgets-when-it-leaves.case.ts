import { FID, queryTries, readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { afterPowerOff, application, ef, inJpki, part, right, wrong } from './dialogue.ts';
import { AID } from './files.ts';

export default testCase({
  id: 'TC-CARD-006',
  role: 'card',
  requirements: ['CARD-STATE'],
  purpose: 'What a PIN opened is closed again once the card has left the field, while used tries stay used.',
  purposeJa: 'PINで開いた状態は電源断で閉じ、使った回数は戻らない。',
  destructive: true,
  ...inJpki(
    part(
      'VERIFY and read',
      ef(FID.AUTH_PIN),
      [wrong(), '63C2'],
      ef(FID.SIGN_PIN),
      [right('signPin'), '9000'],
      ef(FID.SIGN_CERT),
      [readBinary(0, 4), '9000', 4],
    ),
    afterPowerOff(
      'Out of the field and in again, read',
      application(AID.JPKI),
      ef(FID.SIGN_CERT),
      [readBinary(0, 4), '6982'],
      ef(FID.AUTH_PIN),
      [queryTries(), '63C2'],
    ),
  ),
  provenBy: { fail: ['mutant:card-remembers-after-power-off', 'mutant:card-power-off-restores-tries'] },
});
