import { FID, readBinary, toHex } from '../../../simulator/apdu/index.ts';
import { contentIn, readsIn } from '../../checks/card-dialogue.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { inJpki, part, wholeFile } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-174',
  role: 'card',
  requirements: ['CARD-READ-EXTENDED'],
  purpose:
    'READ BINARY with a short identifier and an extended Le, as one client sends it, gives the whole of that file in one answer; a card without extended length answers 6700.',
  purposeJa:
    '短縮EF識別子と拡張LeのREAD BINARY（ある端末が送る形）は、当該ファイル全体を一度に返す。非対応のカードは6700。',
  ...inJpki(
    wholeFile('In blocks', FID.AUTH_CERT),
    part(
      'At once, while another file is current',
      [`00A4020C 02 0006`, '9000'],
      ['00B08A00 000000', ['9000', '6282', '6700']],
      [readBinary(0, 4), '9000', 4],
    ),
    (index) =>
      expectation('one answer holds what the blocks held', (seen) => {
        const answered = seen.step(index).apdus[1];
        return answered?.sw !== 0x9000 ||
          toHex(readsIn(seen, index)[0]!) === toHex(contentIn(seen, index - 1))
          ? []
          : [{ kind: 'fail', says: 'the extended answer is not what the blocks give', at: answered.n }];
      }),
  ),
  provenBy: { fail: ['mutant:card-cuts-extended-answers'] },
});
