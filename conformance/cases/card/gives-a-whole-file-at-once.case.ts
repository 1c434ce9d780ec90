import { FID } from '../../../simulator/apdu/index.ts';
import { contentIn, readsIn } from '../../checks/card-dialogue.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, wholeFile } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-032',
  role: 'card',
  requirements: ['CARD-READ-EXTENDED'],
  purpose:
    'READ BINARY with an extended Le gives in one answer what blocks of 256 give; a card without extended length answers 6700.',
  purposeJa: '拡張LeのREAD BINARYは、256バイトずつ読んだものと同じ内容を一度に返す。非対応のカードは6700。',
  ...inJpki(
    wholeFile('In blocks', FID.AUTH_CERT),
    part(
      'At once',
      ef(FID.AUTH_CERT),
      ['00B00000 000000', ['9000', '6282', '6700']],
      ['00B00000 000400', ['9000', '6700']],
    ),
    (index) =>
      expectation('one answer holds what the blocks held', (seen) => {
        const whole = contentIn(seen, index - 1);
        const { apdus } = seen.step(index);
        const wanted = [whole, whole.subarray(0, 1024)];
        const differs = readsIn(seen, index).findIndex(
          (bytes, i) => apdus[i + 1]?.sw === 0x9000 && Buffer.compare(bytes, wanted[i]!) !== 0,
        );
        return differs < 0
          ? []
          : [
              {
                kind: 'fail',
                says: 'the extended answer is not what the blocks give',
                at: apdus[differs + 1]!.n,
              },
            ];
      }),
  ),
  provenBy: { fail: ['mutant:card-cuts-extended-answers'] },
});
