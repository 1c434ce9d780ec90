import { answersTo } from '../../checks/card-dialogue.ts';
import { text } from '../../checks/card-records.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { ef, inApplication, part } from './dialogue.ts';
import { AID, COMMON } from './files.ts';

export default testCase({
  id: 'TC-CARD-121',
  role: 'card',
  requirements: ['CARD-READ-RECORD'],
  purpose:
    'The serial of the card is record 1 of the 共通カードAP, free to read by short identifier and by SELECT: 01 1C and 28 digits, the last eight a date.',
  purposeJa:
    'カードの製造番号は共通カードAPのレコード1で、短縮EF識別子でもSELECTでも照合なしで読める。01 1Cと28桁で、末尾8桁は日付。',
  ...inApplication(
    AID.COMMON,
    part('By short identifier', ['00B2010C 00', '9000', 30]),
    part('By SELECT', ef(COMMON.SERIAL), ['00B20104 00', '9000', 30]),
    (index) =>
      expectation('01 1C, 28 digits, the same both ways', (seen) => {
        const [a] = answersTo(seen, index - 1, 0xb2);
        const [b] = answersTo(seen, index, 0xb2);
        if (!a || !b || Buffer.compare(a, b) !== 0)
          return [{ kind: 'fail', says: 'the two ways of reading differ' }];
        return a[0] === 0x01 && a[1] === 0x1c && /^\d{20}20\d{2}[01]\d[0-3]\d$/.test(text(a.subarray(2)))
          ? []
          : [{ kind: 'fail', says: 'the record is not 01 1C and 28 digits that end with a date' }];
      }),
    part('A record that is not there', ['00B20204 00', '6A83']),
  ),
  provenBy: { fail: ['mutant:card-cuts-the-head-of-records', 'mutant:card-has-endless-records'] },
});
