import { FID } from '../../../simulator/apdu/index.ts';
import { contentIn } from '../../checks/card-dialogue.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { inJpki, wholeFile } from './dialogue.ts';

const LABELS = ['JPKIAPICCTOKEN2', 'JPKIAPGPSETOKEN', 'JPKIAPIOSTOKEN'].map((label) => label.padEnd(32, ' '));

export default testCase({
  id: 'TC-CARD-036',
  role: 'card',
  requirements: ['CARD-TOKEN-INFO'],
  purpose:
    'EF 0006 is 160 bytes long and begins with a label that clients know, padded with blanks to 32 bytes; it is free to read.',
  purposeJa: 'EF 0006は160バイトで、端末の知るラベルで始まり、32バイトまで空白で埋められ、照合なしで読める。',
  ...inJpki(wholeFile('The token information', FID.TOKEN_INFO), (index) =>
    expectation('160 bytes, a known label, blanks', (seen) => {
      const file = Buffer.from(contentIn(seen, index));
      if (file.length !== 160)
        return [
          {
            kind: 'fail',
            says: 'EF 0006 is not 160 bytes long',
            expected: '160',
            actual: String(file.length),
          },
        ];
      const label = file.toString('latin1', 0, 32);
      if (!LABELS.includes(label))
        return [
          {
            kind: 'fail',
            says: `the label is none of ${LABELS.map((known) => known.trim()).join(', ')}, padded with blanks to 32`,
            actual: label,
          },
        ];
      return file.readUInt32BE(116) === 16 && file.readUInt32BE(120) === 6
        ? []
        : [{ kind: 'advisory', says: 'the lengths of the signing password at offset 116 are not 16 and 6' }];
    }),
  ),
  provenBy: { fail: ['mutant:card-pads-its-label-with-zeros'] },
});
