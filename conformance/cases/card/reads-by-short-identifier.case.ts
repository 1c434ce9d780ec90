import { FID, readBinary } from '../../../simulator/apdu/index.ts';
import { readsIn } from '../../checks/card-dialogue.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-033',
  role: 'card',
  requirements: ['CARD-READ-SFI'],
  purpose: 'READ BINARY with a short identifier reads that file from the offset in P2 and makes it current.',
  purposeJa: '短縮EF識別子のREAD BINARYは、当該ファイルをP2のオフセットから読み、現在のEFとする。',
  ...inJpki(
    part(
      'By short identifier, while another file is current',
      ef(FID.AUTH_CERT),
      ['00B08604 10', '9000', 16],
      [readBinary(4, 16), '9000', 16],
    ),
    part('By SELECT', ef(FID.TOKEN_INFO), [readBinary(4, 16), '9000', 16]),
    (index) =>
      expectation('all three are the same bytes', (seen) => {
        const [a, b] = readsIn(seen, index - 1);
        const [c] = readsIn(seen, index);
        const same = a && b && c && Buffer.compare(a, c) === 0 && Buffer.compare(b, c) === 0;
        return same
          ? []
          : [{ kind: 'fail', says: 'the short identifier reads another file, or does not make it current' }];
      }),
    part('A short identifier of no file', ['00B08700 10', ['6A82', '6A86']]),
  ),
  provenBy: { fail: ['mutant:card-forgets-the-file-it-read'] },
});
