import { AID_JPKI, FID, queryTries, selectAid, selectEf } from '../../../simulator/apdu/index.ts';
import { answersIn } from '../../checks/card.ts';
import { step, testCase } from '../define.ts';

const query = Uint8Array.of(0x00, 0x20, 0x00, 0x80);
const queryOfFiveBytes = Uint8Array.of(...query, 0x00);

export default testCase({
  id: 'TC-CARD-001',
  role: 'card',
  requirements: ['CARD-QUERY'],
  purpose:
    'VERIFY without data answers 63Cx again and again without taking a try, and with a fifth byte 6700.',
  purposeJa: 'データのないVERIFYは何度でも63Cxを返して回数を減らさず、5バイト形は6700を返す。',
  initialCondition: (rig) => rig.card.connect(),
  procedure: [
    step('Ask for the tries of both PINs, three times', async ({ card }) => {
      await card.transmit(selectAid(AID_JPKI));
      for (const fid of [FID.AUTH_PIN, FID.SIGN_PIN]) {
        await card.transmit(selectEf(fid));
        for (let i = 0; i < 3; i++) await card.transmit(queryTries());
      }
    }),
    step('Ask in five bytes, then again in four', async ({ card }) => {
      await card.transmit(queryOfFiveBytes);
      await card.transmit(query);
    }),
  ],
  expectedResult: [
    answersIn(0, 'tries', ['9000', '9000', '63C3', '63C3', '63C3', '9000', '63C5', '63C5', '63C5']),
    answersIn(1, 'five bytes', ['6700', '63C5']),
  ],
  provenBy: { fail: ['mutant:card-query-takes-a-try', 'mutant:card-query-answers-9000'] },
});
