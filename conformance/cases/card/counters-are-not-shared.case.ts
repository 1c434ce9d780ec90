import { queryTries } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { application, atPowerUp, type Exchange, ef, part, wrong } from './dialogue.ts';
import { AID, COMMON, SURFACE, TEXT } from './files.ts';

const tries = (aid: Uint8Array, fid: number, sw: string): readonly Exchange[] => [
  application(aid),
  ef(fid),
  [queryTries(), sw],
];

const rows = [
  {
    id: 'TC-CARD-094',
    what: '照合番号A',
    one: [AID.TEXT, TEXT.CODE_A],
    other: [AID.SURFACE, SURFACE.CODE_A],
    length: 12,
    full: '63CA',
    less: '63C9',
  },
  {
    id: 'TC-CARD-095',
    what: '照合番号B',
    one: [AID.SURFACE, SURFACE.CODE_B],
    other: [AID.TEXT, TEXT.CODE_B],
    length: 14,
    full: '63CA',
    less: '63C9',
  },
  {
    id: 'TC-CARD-096',
    what: '住民基本台帳用暗証番号',
    one: [AID.COMMON, COMMON.PIN],
    other: [AID.RESIDENT, COMMON.PIN],
    length: 4,
    full: '63C3',
    less: '63C2',
  },
] as const;

/** One row for each value that two applications hold. */
export default rows.map(({ id, what, one, other, length, full, less }) =>
  testCase({
    id,
    role: 'card',
    requirements: ['CARD-CREDENTIALS'],
    purpose: `The ${what} of one application and that of the other, though equal, have counters of their own.`,
    purposeJa: `二つの応用の${what}は、同じ値でも、それぞれの回数をもつ。`,
    destructive: true,
    ...atPowerUp(
      part('A wrong value in one application', ...tries(one[0], one[1], full), [wrong(length), less]),
      part('The other one', ...tries(other[0], other[1], full)),
      part('The first one again', ...tries(one[0], one[1], less)),
    ),
    provenBy: { fail: ['mutant:card-shares-counters'] },
  }),
);
