import { contentIn } from '../../checks/card-dialogue.ts';
import { find, objectsIn, text } from '../../checks/card-records.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { inApplication, part, wholeFile } from './dialogue.ts';
import { AID, SURFACE, TEXT } from './files.ts';

const rows = [
  {
    id: 'TC-CARD-111',
    aid: AID.TEXT,
    fid: TEXT.BASIC_INFORMATION,
    tag: 0xff40,
    version: 0xdf41,
    keyId: 0xdf42,
    of: '券面事項入力補助AP',
  },
  {
    id: 'TC-CARD-112',
    aid: AID.SURFACE,
    fid: SURFACE.BASIC_INFORMATION,
    tag: 0xff30,
    version: 0xdf31,
    keyId: 0xdf32,
    of: '券面事項確認AP',
  },
] as const;

/** One row for each application that tells its version. */
export default rows.map(({ id, aid, fid, tag, version, keyId, of }) =>
  testCase({
    id,
    role: 'card',
    requirements: ['CARD-BASIC-INFORMATION'],
    purpose: `The basic information of the ${of} is free to read and holds a version of four bytes and the id of its key.`,
    purposeJa: `${of}の基本情報は照合なしで読め、4バイトの版情報と鍵IDを含む。`,
    ...inApplication(
      aid,
      wholeFile('Read the basic information', fid),
      (index) =>
        expectation('a version and a key id', (seen) => {
          const objects = objectsIn(contentIn(seen, index), tag);
          const id = text(find(objects, keyId)?.value.subarray(0, 7));
          return find(objects, version)?.value.length === 4 && /^[56]\d{6}$/.test(id)
            ? []
            : [
                {
                  kind: 'fail',
                  says: 'the record has no version of four bytes, or no key id of seven digits, the first of them 5 or 6',
                  actual: id,
                },
              ];
        }),
      part('What is not free', ['00B08100 03', '6982']),
    ),
    provenBy: { fail: ['mutant:card-hides-its-key-ids'] },
  }),
);
