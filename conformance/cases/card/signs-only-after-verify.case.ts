import { createHash } from 'node:crypto';
import {
  AID_JPKI,
  computeDigitalSignature,
  digestInfoSha256,
  FID,
  readBinary,
  selectAid,
  selectEf,
  utf8Encode,
  verify,
} from '../../../simulator/apdu/index.ts';
import { answersIn, signatures, signatureVerifies } from '../../checks/card.ts';
import { expectation } from '../../checks/expectation.ts';
import { step, testCase } from '../define.ts';

const message = utf8Encode('fpos-hil TC-CARD-004');
const sign = computeDigitalSignature(digestInfoSha256(createHash('sha256').update(message).digest()));

export default testCase({
  id: 'TC-CARD-004',
  role: 'card',
  requirements: ['CARD-SIGN'],
  purpose:
    'Without VERIFY no signature is made; after it, the signature verifies under the certificate and is the same each time.',
  purposeJa: 'VERIFYなしでは署名せず、VERIFY後の署名は証明書で検証でき、同じ入力には同じ値を返す。',
  initialCondition: async ({ card }) => {
    await card.connect();
    await card.transmit(selectAid(AID_JPKI));
  },
  procedure: [
    step('Read the authentication certificate', async ({ card }) => {
      await card.transmit(selectEf(FID.AUTH_CERT));
      for (let offset = 0; offset < 2048; offset += 256) await card.transmit(readBinary(offset, 256));
    }),
    step('Ask for a signature without VERIFY', async ({ card }) => {
      await card.transmit(selectEf(FID.AUTH_KEY));
      await card.transmit(sign);
    }),
    step('VERIFY, then two signatures', async ({ card, pins }) => {
      await card.transmit(selectEf(FID.AUTH_PIN));
      await card.transmit(verify(utf8Encode(pins.authPin)));
      await card.transmit(selectEf(FID.AUTH_KEY));
      await card.transmit(sign);
      await card.transmit(sign);
    }),
    step('The PIN of one key opens no other', async ({ card }) => {
      await card.transmit(selectEf(FID.SIGN_KEY));
      await card.transmit(sign);
    }),
  ],
  expectedResult: [
    answersIn(1, 'without VERIFY', ['9000', '6982']),
    answersIn(2, 'after VERIFY', ['9000', '9000', '9000', '9000', '9000']),
    signatureVerifies(0, 2, message),
    expectation('the same input gives the same signature', (seen) => {
      const [a, b] = signatures(seen.step(2));
      return a && b && Buffer.compare(a.answer, b.answer) === 0
        ? []
        : [{ kind: 'fail', says: 'two signatures over the same input differ', ...(b && { at: b.n }) }];
    }),
    answersIn(3, 'the other key', ['9000', '6982']),
  ],
  provenBy: {
    fail: [
      'mutant:card-signs-without-verify',
      'mutant:card-pads-wrongly',
      'mutant:card-one-pin-opens-both-keys',
    ],
  },
});
