import { queryTries } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { application, atPowerUp, ef, holderValues, part, right, value, wrong } from './dialogue.ts';
import { AID, COMMON, SURFACE, TEXT } from './files.ts';

const rows = [
  {
    id: 'TC-CARD-086',
    aid: AID.TEXT,
    fid: TEXT.PIN,
    length: 4,
    verify: right('textPin'),
    tries: 3,
    what: 'PIN of the 券面事項入力補助AP',
    ja: '券面事項入力補助用暗証番号',
  },
  {
    id: 'TC-CARD-087',
    aid: AID.TEXT,
    fid: TEXT.CODE_A,
    length: 12,
    verify: value('numberA'),
    tries: 10,
    what: '照合番号A of the 券面事項入力補助AP',
    ja: '入力補助APの照合番号A',
  },
  {
    id: 'TC-CARD-088',
    aid: AID.TEXT,
    fid: TEXT.CODE_B,
    length: 14,
    verify: value('numberB'),
    tries: 10,
    what: '照合番号B of the 券面事項入力補助AP',
    ja: '入力補助APの照合番号B',
  },
  {
    id: 'TC-CARD-089',
    aid: AID.SURFACE,
    fid: SURFACE.CODE_A,
    length: 12,
    verify: value('numberA'),
    tries: 10,
    what: '照合番号A of the 券面事項確認AP',
    ja: '確認APの照合番号A',
  },
  {
    id: 'TC-CARD-090',
    aid: AID.SURFACE,
    fid: SURFACE.CODE_B,
    length: 14,
    verify: value('numberB'),
    tries: 10,
    what: '照合番号B of the 券面事項確認AP',
    ja: '確認APの照合番号B',
  },
  {
    id: 'TC-CARD-091',
    aid: AID.COMMON,
    fid: COMMON.PIN,
    length: 4,
    verify: right('officePin'),
    tries: 3,
    what: 'PIN of the 共通カードAP',
    ja: '共通カードAPの暗証番号',
  },
  {
    id: 'TC-CARD-092',
    aid: AID.RESIDENT,
    fid: COMMON.PIN,
    length: 4,
    verify: right('officePin'),
    tries: 3,
    what: 'PIN of the 住基AP',
    ja: '住民基本台帳用暗証番号',
  },
] as const;

const PIN_LENGTH = 4;

const left = (tries: number): string => `63C${tries.toString(16).toUpperCase()}`;

/** One row for each credential outside the 公的個人認証AP whose number of tries is known. A PIN needs nothing printed. */
export default rows.map(({ id, aid, fid, length, verify, tries, what, ja }) => {
  const counts = part(
    'Ask, try a wrong value, then the right one',
    application(aid),
    ef(fid),
    [queryTries(), left(tries)],
    [wrong(length), left(tries - 1)],
    [queryTries(), left(tries - 1)],
    [verify, '9000'],
    [queryTries(), [left(tries), '9000']],
  );
  return testCase({
    id,
    role: 'card',
    requirements: ['CARD-CREDENTIALS'],
    purpose: `The ${what} has ${tries} tries; a wrong value takes one, the right one gives it back.`,
    purposeJa: `${ja}の回数は${tries}回で、誤りは一つ減らし、正しい値は戻す。`,
    destructive: true,
    ...(length === PIN_LENGTH ? atPowerUp(counts) : atPowerUp(holderValues(), counts)),
    provenBy: { fail: ['mutant:card-tells-a-try-too-few-elsewhere'] },
  });
});
