import { answersTo } from '../../checks/card-dialogue.ts';
import { text } from '../../checks/card-records.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { application, atPowerUp, part } from './dialogue.ts';
import { AID } from './files.ts';

export default testCase({
  id: 'TC-CARD-126',
  role: 'card',
  requirements: ['CARD-GET-DATA'],
  purpose: 'The data objects for municipality and day of expiry tell the same as the record with the serial.',
  purposeJa: '市区町村コードと有効期限のデータオブジェクトは、製造番号のレコードと一致する。',
  ...atPowerUp(
    part('The data objects', ['00CA00F0 00', '9000', 5], ['00CA00F2 00', '9000', 8]),
    part('The record', application(AID.COMMON), ['00B2010C 00', '9000', 30]),
    (index) =>
      expectation('both tell the same', (seen) => {
        const objects = answersTo(seen, index - 1, 0xca)
          .map(text)
          .join('');
        const record = text(answersTo(seen, index, 0xb2)[0]?.subarray(17));
        return objects.length === 13 && objects === record
          ? []
          : [
              {
                kind: 'fail',
                says: 'municipality and day of expiry differ',
                expected: record,
                actual: objects,
              },
            ];
      }),
  ),
  provenBy: { fail: ['mutant:card-has-empty-objects'] },
});
