import { readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { application, atPowerUp, type Exchange, ef, holderValues, part, value } from './dialogue.ts';
import { AID, SURFACE, TEXT } from './files.ts';

const opens = (fid: number): readonly Exchange[] => [ef(fid), [readBinary(0, 3), '9000', 3]];
const keepsClosed = (fid: number): readonly Exchange[] => [ef(fid), [readBinary(0, 3), '6982']];

const rows = [
  {
    id: 'TC-CARD-103',
    aid: AID.TEXT,
    pin: TEXT.CODE_A,
    verify: value('numberA'),
    open: [TEXT.NUMBER],
    closed: [TEXT.FOUR_ITEMS],
    what: '照合番号A',
    of: '券面事項入力補助AP',
    says: 'the Individual Number and not the four items',
    ja: '個人番号を開き、基本4情報を開かない',
  },
  {
    id: 'TC-CARD-104',
    aid: AID.TEXT,
    pin: TEXT.CODE_B,
    verify: value('numberB'),
    open: [TEXT.FOUR_ITEMS],
    closed: [TEXT.NUMBER],
    what: '照合番号B',
    of: '券面事項入力補助AP',
    says: 'the four items and not the Individual Number',
    ja: '基本4情報を開き、個人番号を開かない',
  },
  {
    id: 'TC-CARD-105',
    aid: AID.SURFACE,
    pin: SURFACE.CODE_A,
    verify: value('numberA'),
    open: [SURFACE.FACE, SURFACE.NUMBER_IMAGE],
    closed: [SURFACE.AGE],
    what: '照合番号A',
    of: '券面事項確認AP',
    says: 'the card face and the picture of the Individual Number, not the record of age',
    ja: '券面と個人番号の画像を開き、年齢確認の記録を開かない',
  },
  {
    id: 'TC-CARD-106',
    aid: AID.SURFACE,
    pin: SURFACE.CODE_B,
    verify: value('numberB'),
    open: [SURFACE.FACE],
    closed: [SURFACE.NUMBER_IMAGE, SURFACE.AGE],
    what: '照合番号B',
    of: '券面事項確認AP',
    says: 'the card face, not the picture of the Individual Number nor the record of age',
    ja: '券面のみを開き、個人番号の画像と年齢確認の記録を開かない',
  },
  {
    id: 'TC-CARD-107',
    aid: AID.SURFACE,
    pin: SURFACE.BIRTH,
    verify: value('birth'),
    open: [SURFACE.AGE],
    closed: [SURFACE.FACE, SURFACE.NUMBER_IMAGE],
    what: 'birthday',
    of: '券面事項確認AP',
    says: 'the record of age and nothing else',
    ja: '年齢確認の記録のみを開く',
  },
] as const;

/** One row for each credential that is printed on the card. */
export default rows.map(({ id, aid, pin, verify, open, closed, what, of, says, ja }) =>
  testCase({
    id,
    role: 'card',
    requirements: ['CARD-NUMBERS'],
    purpose: `In the ${of} the ${what} opens ${says}.`,
    purposeJa: `${of}では、${what === 'birthday' ? '生年月日' : what}は${ja}。`,
    ...atPowerUp(
      holderValues(),
      part('VERIFY', application(aid), ef(pin), [verify, '9000']),
      part('What it opens', ...open.flatMap(opens)),
      part('What stays closed', ...closed.flatMap(keepsClosed)),
    ),
    provenBy: { fail: ['mutant:card-any-credential-opens-everything'] },
  }),
);
