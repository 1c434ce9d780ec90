import { FID, readBinary } from '../../../simulator/apdu/index.ts';
import { readsIn } from '../../checks/card-dialogue.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, right } from './dialogue.ts';

/** EF.TOKEN_INFO is 160 bytes long. */
const LENGTH = 160;

// By ISO/IEC 7816-4 a card may also warn (6282) that the file has ended; this one was never seen to.
const shorter = ['9000', '6282'] as const;
const behind = ['6B00', '6282'] as const;

export default testCase({
  id: 'TC-CARD-005',
  role: 'card',
  requirements: ['CARD-READ'],
  purpose:
    'READ BINARY gives what is there with 9000 and 6B00 behind it; the signing certificate needs its PIN.',
  purposeJa: 'READ BINARYは存在する分を9000で、終端以降は6B00を返す。署名用電子証明書の読出しにはPINが要る。',
  ...inJpki(
    part(
      'Read the token information, more than there is, at its end and behind it',
      ef(FID.TOKEN_INFO),
      [readBinary(0, 256), shorter, LENGTH],
      [readBinary(LENGTH - 1, 256), shorter, 1],
      [readBinary(LENGTH, 256), behind, 0],
      [readBinary(LENGTH + 1, 1), behind, 0],
    ),
    part('Read the signing certificate without its PIN', ef(FID.SIGN_CERT), [readBinary(0, 4), '6982']),
    part('And with it', ef(FID.SIGN_PIN), [right('signPin'), '9000'], ef(FID.SIGN_CERT), [
      readBinary(0, 4),
      '9000',
      4,
    ]),
    (index) =>
      expectation('the file starts like a certificate', (seen) => {
        const [start] = readsIn(seen, index);
        return start && start[0] === 0x30 && start[1] === 0x82
          ? []
          : [{ kind: 'fail', says: 'the signing certificate does not start with 30 82' }];
      }),
  ),
  provenBy: { fail: ['mutant:card-9000-past-the-end', 'mutant:card-reads-without-pin'] },
});
