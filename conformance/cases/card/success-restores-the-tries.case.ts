import {
  AID_JPKI,
  FID,
  queryTries,
  selectAid,
  selectEf,
  utf8Encode,
  verify,
} from '../../../simulator/apdu/index.ts';
import { answersIn } from '../../checks/card.ts';
import { step, testCase } from '../define.ts';

export default testCase({
  id: 'TC-CARD-002',
  role: 'card',
  requirements: ['CARD-COUNTER'],
  purpose: 'A wrong PIN takes one try of its own PIN only; the right PIN gives all tries back.',
  purposeJa: '誤ったPINは当該PINの回数だけを一つ減らし、正しいPINは全回数を戻す。',
  initialCondition: async ({ card }) => {
    await card.connect();
    await card.transmit(selectAid(AID_JPKI));
  },
  procedure: [
    step('Two wrong PINs, the second the beginning of the right one', async ({ card, pins }) => {
      await card.transmit(selectEf(FID.AUTH_PIN));
      await card.transmit(verify(utf8Encode('9999')));
      await card.transmit(verify(utf8Encode(pins.authPin.slice(0, 3))));
    }),
    step('The other PIN has lost nothing', async ({ card }) => {
      await card.transmit(selectEf(FID.SIGN_PIN));
      await card.transmit(queryTries());
    }),
    step('The right PIN', async ({ card, pins }) => {
      await card.transmit(selectEf(FID.AUTH_PIN));
      await card.transmit(verify(utf8Encode(pins.authPin)));
      await card.transmit(queryTries());
    }),
  ],
  expectedResult: [
    answersIn(0, 'wrong PINs', ['9000', '63C2', '63C1']),
    answersIn(1, 'the other PIN', ['9000', '63C5']),
    answersIn(2, 'right PIN', ['9000', '9000', '63C3']),
  ],
  provenBy: { fail: ['mutant:card-success-keeps-the-counter', 'mutant:card-compares-a-prefix'] },
});
