import { contentIn } from '../../checks/card-dialogue.ts';
import { objectAt, text } from '../../checks/card-records.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { ef, inApplication, part, right, wholeFile } from './dialogue.ts';
import { AID, TEXT } from './files.ts';

export default testCase({
  id: 'TC-CARD-113',
  role: 'card',
  requirements: ['CARD-NUMBER-FILE'],
  purpose:
    'The file of the Individual Number is exactly 17 bytes long: FF10, twelve digits, and two bytes of filler.',
  purposeJa: '個人番号のファイルはちょうど17バイトで、FF10、12桁の数字、2バイトの充填からなる。',
  ...inApplication(
    AID.TEXT,
    part('VERIFY', ef(TEXT.PIN), [right('textPin'), '9000']),
    wholeFile('The Individual Number', TEXT.NUMBER),
    (index) =>
      expectation('17 bytes with twelve digits', (seen) => {
        const file = contentIn(seen, index);
        const number = objectAt(file);
        const ok = file.length === 17 && number?.tag === 0xff10 && /^\d{12}$/.test(text(number.value));
        return ok
          ? []
          : [
              {
                kind: 'fail',
                says: `the file of ${file.length} bytes is not FF10 with twelve digits and filler`,
              },
            ];
      }),
    part('Behind it', ['00B00011 01', ['6B00', '6282']]),
  ),
  provenBy: { fail: ['mutant:card-ends-files-at-their-content'] },
});
