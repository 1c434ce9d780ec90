import {
  AID_JPKI,
  FID,
  readBinary,
  selectAid,
  selectEf,
  utf8Encode,
  verify,
} from '../../../simulator/apdu/index.ts';
import { answersIn } from '../../checks/card.ts';
import { expectation } from '../../checks/expectation.ts';
import { step, testCase } from '../define.ts';

/** EF.TOKEN_INFO is 160 bytes long. */
const TOKEN_INFO_BYTES = 160;

export default testCase({
  id: 'TC-CARD-005',
  role: 'card',
  requirements: ['CARD-READ'],
  purpose:
    'READ BINARY gives what is there with 9000 and 6B00 behind it; the signing certificate needs its PIN.',
  purposeJa: 'READ BINARYは存在する分を9000で、終端以降は6B00を返す。署名用電子証明書の読出しにはPINが要る。',
  initialCondition: async ({ card }) => {
    await card.connect();
    await card.transmit(selectAid(AID_JPKI));
  },
  procedure: [
    step('Read the token information, more than there is, at its end and behind it', async ({ card }) => {
      await card.transmit(selectEf(FID.TOKEN_INFO));
      await card.transmit(readBinary(0, 256));
      await card.transmit(readBinary(TOKEN_INFO_BYTES - 1, 256));
      await card.transmit(readBinary(TOKEN_INFO_BYTES, 256));
      await card.transmit(readBinary(TOKEN_INFO_BYTES + 1, 1));
    }),
    step('Read the signing certificate without its PIN', async ({ card }) => {
      await card.transmit(selectEf(FID.SIGN_CERT));
      await card.transmit(readBinary(0, 4));
    }),
    step('And with it', async ({ card, pins }) => {
      await card.transmit(selectEf(FID.SIGN_PIN));
      await card.transmit(verify(utf8Encode(pins.signPin)));
      await card.transmit(selectEf(FID.SIGN_CERT));
      await card.transmit(readBinary(0, 4));
    }),
  ],
  expectedResult: [
    answersIn(0, 'ends of the file', ['9000', '9000', '9000', '6B00', '6B00']),
    expectation('exactly the bytes that exist are given', (seen) => {
      const [, whole, last] = seen.step(0).apdus;
      const ok = whole?.answer.length === TOKEN_INFO_BYTES && last?.answer.length === 1;
      return ok
        ? []
        : [{ kind: 'fail', says: 'the file has another length', actual: String(whole?.answer.length) }];
    }),
    answersIn(1, 'without the PIN', ['9000', '6982']),
    answersIn(2, 'with the PIN', ['9000', '9000', '9000', '9000']),
    expectation('the file starts like a certificate', (seen) => {
      const last = seen.step(2).apdus.at(-1);
      return last && last.answer[0] === 0x30 && last.answer[1] === 0x82
        ? []
        : [
            {
              kind: 'fail',
              says: 'the signing certificate does not start with 30 82',
              ...(last && { at: last.n }),
            },
          ];
    }),
  ],
  provenBy: { fail: ['mutant:card-9000-past-the-end', 'mutant:card-reads-without-pin'] },
});
