import { readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { application, atPowerUp, ef, holderValues, part, right, value } from './dialogue.ts';
import { AID, SURFACE, TEXT } from './files.ts';

const rows = [
  {
    id: 'TC-CARD-097',
    aid: AID.TEXT,
    fid: TEXT.NUMBER,
    pin: TEXT.PIN,
    verify: right('textPin'),
    what: 'Individual Number',
    ja: '個人番号',
  },
  {
    id: 'TC-CARD-098',
    aid: AID.TEXT,
    fid: TEXT.FOUR_ITEMS,
    pin: TEXT.PIN,
    verify: right('textPin'),
    what: 'file of the four items',
    ja: '基本4情報',
  },
  {
    id: 'TC-CARD-099',
    aid: AID.TEXT,
    fid: TEXT.INTEGRITY,
    pin: TEXT.PIN,
    verify: right('textPin'),
    what: 'record of integrity',
    ja: '完全性の記録',
  },
  {
    id: 'TC-CARD-175',
    aid: AID.TEXT,
    fid: TEXT.SESSION_KEY,
    pin: TEXT.PIN,
    verify: right('textPin'),
    what: 'key for secure messaging',
    ja: 'セキュアメッセージングの鍵',
  },
  {
    id: 'TC-CARD-176',
    aid: AID.TEXT,
    fid: TEXT.SIGNING_KEY,
    pin: TEXT.PIN,
    verify: right('textPin'),
    what: 'public key of the 券面事項入力補助AP',
    ja: '券面事項入力補助APの公開鍵',
  },
  {
    id: 'TC-CARD-100',
    aid: AID.SURFACE,
    fid: SURFACE.AGE,
    pin: SURFACE.BIRTH,
    verify: value('birth'),
    what: 'record of age',
    ja: '年齢確認の記録',
  },
  {
    id: 'TC-CARD-101',
    aid: AID.SURFACE,
    fid: SURFACE.FACE,
    pin: SURFACE.CODE_B,
    verify: value('numberB'),
    what: 'card face',
    ja: '券面',
  },
  {
    id: 'TC-CARD-102',
    aid: AID.SURFACE,
    fid: SURFACE.NUMBER_IMAGE,
    pin: SURFACE.CODE_A,
    verify: value('numberA'),
    what: 'picture of the Individual Number',
    ja: '個人番号の画像',
  },
] as const;

/** One row for each protected file of the 券面 applications. */
export default rows.map(({ id, aid, fid, pin, verify, what, ja }) =>
  testCase({
    id,
    role: 'card',
    requirements: ['CARD-ACCESS'],
    purpose: `The ${what} is selected but not read (6982) before its credential was verified, and read after it.`,
    purposeJa: `${ja}は選択できるが、照合前は読めず（6982）、照合後に読める。`,
    ...atPowerUp(
      holderValues(),
      part('Before', application(aid), ef(fid), [readBinary(0, 3), '6982', 0]),
      part('After', ef(pin), [verify, '9000'], ef(fid), [readBinary(0, 3), '9000', 3]),
    ),
    provenBy: { fail: ['mutant:card-reads-without-pin'] },
  }),
);
