import {
  AID_JPKI,
  FID,
  queryTries,
  readBinary,
  selectAid,
  selectEf,
  utf8Encode,
  verify,
} from '../../../simulator/apdu/index.ts';
import { answersIn } from '../../checks/card.ts';
import { step, testCase } from '../define.ts';

export default testCase({
  id: 'TC-CARD-006',
  role: 'card',
  requirements: ['CARD-STATE'],
  purpose: 'What a PIN opened is closed again once the card has left the field, while used tries stay used.',
  purposeJa: 'PINで開いた状態は電源断で閉じ、使った回数は戻らない。',
  initialCondition: async ({ card }) => {
    await card.connect();
    await card.transmit(selectAid(AID_JPKI));
  },
  procedure: [
    step('VERIFY and read', async ({ card, pins }) => {
      await card.transmit(selectEf(FID.AUTH_PIN));
      await card.transmit(verify(utf8Encode('9999')));
      await card.transmit(selectEf(FID.SIGN_PIN));
      await card.transmit(verify(utf8Encode(pins.signPin)));
      await card.transmit(selectEf(FID.SIGN_CERT));
      await card.transmit(readBinary(0, 4));
    }),
    step('Out of the field and in again, read', async ({ card }) => {
      await card.disconnect();
      await card.connect();
      await card.transmit(selectAid(AID_JPKI));
      await card.transmit(selectEf(FID.SIGN_CERT));
      await card.transmit(readBinary(0, 4));
      await card.transmit(selectEf(FID.AUTH_PIN));
      await card.transmit(queryTries());
    }),
  ],
  expectedResult: [
    answersIn(0, 'before', ['9000', '63C2', '9000', '9000', '9000', '9000']),
    answersIn(1, 'after', ['9000', '9000', '6982', '9000', '63C2']),
  ],
  provenBy: { fail: ['mutant:card-remembers-after-power-off', 'mutant:card-power-off-restores-tries'] },
});
