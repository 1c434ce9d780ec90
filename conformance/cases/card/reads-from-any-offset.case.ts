import { FID, readBinary } from '../../../simulator/apdu/index.ts';
import { contentIn, readsIn } from '../../checks/card-dialogue.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, wholeFile } from './dialogue.ts';

const offsets = [1, 7, 255, 256, 261, 1024];

export default testCase({
  id: 'TC-CARD-030',
  role: 'card',
  requirements: ['CARD-READ-OFFSET'],
  purpose: 'From whatever offset a certificate is read, in 15 bits, the bytes are those that stand there.',
  purposeJa: 'READ BINARYは15ビットの任意のオフセットから、そこにあるバイトを返す。',
  ...inJpki(
    wholeFile('The whole file', FID.AUTH_CERT),
    part(
      'From elsewhere',
      ef(FID.AUTH_CERT),
      ...offsets.map((at) => [readBinary(at, 16), '9000', 16] as const),
    ),
    (index) =>
      expectation('each read gives the bytes at its offset', (seen) => {
        const whole = contentIn(seen, index - 1);
        const reads = readsIn(seen, index);
        const other = offsets.find(
          (at, i) => Buffer.compare(whole.subarray(at, at + 16), reads[i] ?? new Uint8Array()) !== 0,
        );
        return other === undefined
          ? []
          : [{ kind: 'fail', says: `READ BINARY from ${other} gives bytes from elsewhere` }];
      }),
  ),
  provenBy: { fail: ['mutant:card-reads-from-whole-blocks-only'] },
});
