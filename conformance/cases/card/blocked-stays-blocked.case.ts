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
  id: 'TC-CARD-003',
  role: 'card',
  requirements: ['CARD-BLOCKED', 'CARD-COUNTER'],
  purpose:
    'The last wrong PIN answers 63C0; from then on even the right PIN answers 6984, also after the card left the field.',
  purposeJa: '最後の誤りは63C0、以後は正しいPINでも6984となり、電源断の後も変わらない。',
  destructive: true,
  initialCondition: async ({ card }) => {
    await card.connect();
    await card.transmit(selectAid(AID_JPKI));
  },
  procedure: [
    step('Three wrong PINs', async ({ card }) => {
      await card.transmit(selectEf(FID.AUTH_PIN));
      for (let i = 0; i < 3; i++) await card.transmit(verify(utf8Encode('0000')));
    }),
    step('The right PIN, and the query', async ({ card, pins }) => {
      await card.transmit(verify(utf8Encode(pins.authPin)));
      await card.transmit(queryTries());
    }),
    step('Out of the field and in again', async ({ card, pins }) => {
      await card.disconnect();
      await card.connect();
      await card.transmit(selectAid(AID_JPKI));
      await card.transmit(selectEf(FID.AUTH_PIN));
      await card.transmit(verify(utf8Encode(pins.authPin)));
      await card.transmit(queryTries());
    }),
  ],
  expectedResult: [
    answersIn(0, 'wrong PINs', ['9000', '63C2', '63C1', '63C0']),
    answersIn(1, 'right PIN on the blocked file', ['6984', '63C0']),
    answersIn(2, 'the same after power-off', ['9000', '9000', '6984', '63C0']),
  ],
  provenBy: { fail: ['mutant:card-never-blocks', 'mutant:card-power-off-restores-tries'] },
});
