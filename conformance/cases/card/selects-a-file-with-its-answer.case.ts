import { FID, readBinary, selectAid } from '../../../simulator/apdu/index.ts';
import { answersTo, follows } from '../../checks/card-dialogue.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part } from './dialogue.ts';
import { AID } from './files.ts';

export default testCase({
  id: 'TC-CARD-159',
  role: 'card',
  requirements: ['CARD-SELECT-EF-P2'],
  purpose:
    'SELECT of a file with P2=00, which no public client sends, selects it and answers a bare 9000 (assumed); a card that answers 9000 has selected it.',
  purposeJa:
    'P2=00のファイル選択（公開された端末は送らない）は当該ファイルを選択し、9000のみを返す（想定）。9000と答えたカードは実際に選択している。',
  ...inJpki(
    part(
      'SELECT with P2=00, with Le and without',
      ['00A40200 02 0006 00', ['9000', '6A86', '6700']],
      [readBinary(0, 15), ['9000', '6986']],
      [selectAid(AID.JPKI), '9000'],
      ['00A40200 02 0006', ['9000', '6A86', '6700']],
      [readBinary(0, 15), ['9000', '6986']],
    ),
    (index) => follows(index, 'the file is current, selected with Le', [0, '9000'], [1, '9000']),
    (index) => follows(index, 'the file is current, selected without Le', [3, '9000'], [4, '9000']),
    (index) =>
      expectation('no answer data', (seen) =>
        answersTo(seen, index, 0xa4).every(({ length }) => length === 0)
          ? []
          : [{ kind: 'advisory', says: 'SELECT of a file with P2=00 brings answer data' }],
      ),
    part('The usual form', ef(FID.TOKEN_INFO), [readBinary(0, 15), '9000', 15]),
  ),
  provenBy: { fail: ['mutant:card-only-looks-at-a-file'] },
});
