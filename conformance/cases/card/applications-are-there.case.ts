import { selectAid, selectEf } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { atPowerUp, ef, part } from './dialogue.ts';
import { AID, COMMON, SURFACE, TEXT } from './files.ts';

const rows = [
  { id: 'TC-CARD-082', aid: AID.TEXT, name: '券面事項入力補助AP', fid: TEXT.CODE_B },
  { id: 'TC-CARD-083', aid: AID.SURFACE, name: '券面事項確認AP', fid: SURFACE.CODE_A },
  { id: 'TC-CARD-084', aid: AID.RESIDENT, name: '住基AP', fid: COMMON.PIN },
  { id: 'TC-CARD-085', aid: AID.COMMON, name: '共通カードAP', fid: COMMON.PIN },
] as const;

/** One row for each application beside the 公的個人認証AP. */
export default rows.map(({ id, aid, name, fid }) =>
  testCase({
    id,
    role: 'card',
    requirements: ['CARD-APPLICATIONS'],
    purpose: `The application ${name} is selected by its own name, not by its neighbour's, and has its own files.`,
    purposeJa: `${name}は自身の名前で選択でき、隣の名前では選択できず、自身のファイルをもつ。`,
    ...atPowerUp(
      part('A name like it', [selectAid(aid.with(-1, 0x7e)), '6A82'], [selectEf(fid), ['6A82', '6986']]),
      part('Its name', [selectAid(aid), '9000', 0], ef(fid)),
      part('A file of another application', [selectEf(0x0017), '6A82']),
    ),
    provenBy: { fail: ['mutant:card-mixes-its-applications-up'] },
  }),
);
