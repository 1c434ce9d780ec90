import { contentIn } from '../../checks/card-dialogue.ts';
import { type DataObject, find, objectsIn, text } from '../../checks/card-records.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { application, atPowerUp, ef, holderValues, part, right, value, wholeFile } from './dialogue.ts';
import { AID, SURFACE, TEXT } from './files.ts';

const isDate = (object: DataObject | undefined): boolean => /^(19|20)\d{6}$/.test(text(object?.value));
const isGender = (object: DataObject | undefined): boolean => /^[129]$/.test(text(object?.value));

const rows = [
  {
    id: 'TC-CARD-114',
    aid: AID.TEXT,
    pin: TEXT.PIN,
    verify: right('textPin'),
    fid: TEXT.FOUR_ITEMS,
    count: 4,
    holds: (objects: readonly DataObject[]) =>
      text(find(objects, 0xdf22)?.value).includes('\u3000') &&
      text(find(objects, 0xdf23)?.value).length > 0 &&
      isDate(find(objects, 0xdf24)) &&
      isGender(find(objects, 0xdf25)),
    what: 'record of the four items has name, address, birthday and gender',
    ja: '基本4情報の記録は氏名・住所・生年月日・性別をもち',
  },
  {
    id: 'TC-CARD-115',
    aid: AID.SURFACE,
    pin: SURFACE.CODE_B,
    verify: value('numberB'),
    fid: SURFACE.FACE,
    count: 9,
    holds: (objects: readonly DataObject[]) =>
      isDate(find(objects, 0xdf22)) &&
      isGender(find(objects, 0xdf23)) &&
      find(objects, 0xdf28)?.value.length === 256 &&
      isDate(find(objects, 0xdf29)),
    what: 'card face has birthday, gender, key, pictures, signature and day of expiry',
    ja: '券面の記録は生年月日・性別・公開鍵・画像・署名・有効期限をもち',
  },
] as const;

/** One row for each record with a table of offsets. */
export default rows.map(({ id, aid, pin, verify, fid, count, holds, what, ja }) =>
  testCase({
    id,
    role: 'card',
    requirements: ['CARD-RECORDS'],
    purpose: `The ${what}, in the order of its tags, and a table that tells where each of them begins in the file.`,
    purposeJa: `${ja}、タグの順に並び、各項目の位置を示すオフセット表がある。`,
    ...atPowerUp(
      holderValues(),
      part('VERIFY', application(aid), ef(pin), [verify, '9000']),
      wholeFile('The record', fid),
      (index) =>
        expectation('the table tells where the objects are', (seen) => {
          const [table, ...objects] = objectsIn(contentIn(seen, index), 0xff20);
          if (table?.tag !== 0xdf21)
            return [{ kind: 'fail', says: 'the file is no record FF20 with a table of offsets' }];
          const told = Array.from(
            { length: count },
            (_, i) => (table.value[2 * i]! << 8) | table.value[2 * i + 1]!,
          );
          const wrong = told.findIndex((at, i) => objects[i]?.at !== at || objects[i]?.tag !== 0xdf22 + i);
          if (wrong >= 0 || table.value.length !== 2 * count)
            return [
              { kind: 'fail', says: `the table does not tell where DF${(0x22 + wrong).toString(16)} begins` },
            ];
          return holds(objects)
            ? []
            : [{ kind: 'fail', says: 'an item of the record has another form than known' }];
        }),
    ),
    provenBy: { fail: ['mutant:card-miscounts-its-offsets'] },
  }),
);
