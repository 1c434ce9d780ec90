/** Invented addresses in invented municipalities: from the prefecture on, everything full width, at most 200 characters. */
import type { Chance } from '../world/index.ts';
import { fullWidth } from './full-width.ts';
import type { Municipality } from './municipalities.ts';
import { drawn, type Shares } from './weighted.ts';

/** Most characters of the address in a certificate. One secondary source; a limit in code points is assumed. */
export const ADDRESS_MAX = 200;

/** A house with a number; a building; 異体字 or 外字; a roman numeral; as long as can be. */
export type AddressKind = 'house' | 'building' | 'rare' | 'numeral' | 'long';

/** In percent. */
const SHARES: Shares<AddressKind> = [
  ['house', 45],
  ['building', 40],
  ['rare', 7],
  ['numeral', 5],
  ['long', 3],
];

const TOWNS = [
  '架空町',
  '仮名台',
  '字例題',
  '例',
  '大字模擬字雛形',
  '見本一丁目',
  'みほん野',
  'ケ丘',
] as const;
/** 異体字 and 外字, of which a certificate holds some. */
const RARE_TOWNS = [
  '髙架空町',
  '見本﨑',
  '字𠮷例',
  '葛\u{e0100}見本町',
  '大字\ue001空',
  '邉見本',
  '字𩸽',
] as const;
/** 京都市 writes streets and directions before the town. */
const STREET = '仮名通見本下る';

const BUILDINGS = [
  '見本ハイツ',
  '架空マンション壱番館',
  'グランドレジデンス・サンプル・タワーイースト',
] as const;
/** Roman numerals are in no JIS X 0208, yet on many a house. */
const NUMERAL_BUILDING = '見本ハイツⅡ';
const LONG_BUILDING = 'グランドレジデンス・サンプル・アーバンヒルズ・見本台ステーションフロント・';

/** `１－２－３`, `１番地の２`, `１丁目２番３号`. */
function blockNumbers(chance: Chance): string {
  const [a, b, c] = [1 + chance.below(30), 1 + chance.below(30), 1 + chance.below(30)];
  const forms = [
    `${a}`,
    `${a}-${b}`,
    `${a}-${b}-${c}`,
    `${a}番地の${b}`,
    `${a}番${b}号`,
    `${a}-${b}-${c}-${101 + c}`,
  ];
  return fullWidth(chance.pick(forms));
}

/** Fills up to the limit, and ends in the number of a room. */
function longBuilding(before: string, room: string): string {
  const space = ADDRESS_MAX - [...before].length - room.length;
  return LONG_BUILDING.repeat(Math.ceil(space / LONG_BUILDING.length)).slice(0, space) + room;
}

/** A new address in a municipality, of a kind that is drawn unless told. Draws from `chance`: fork it for each move. */
export function addressIn(
  chance: Chance,
  municipality: Municipality,
  kind: AddressKind = drawn(chance, SHARES),
): string {
  const town = chance.pick(kind === 'rare' ? RARE_TOWNS : TOWNS);
  const street = municipality.prefecture === 'Kyoto-fu' ? STREET : '';
  const house = `${municipality.name}${street}${town}${blockNumbers(chance)}`;
  const room = fullWidth(`${101 + chance.below(2400)}号室`);
  switch (kind) {
    case 'house':
    case 'rare':
      return house;
    case 'building':
      return `${house}\u3000${chance.pick(BUILDINGS)}${room}`;
    case 'numeral':
      return `${house}\u3000${NUMERAL_BUILDING}${room}`;
    case 'long':
      return `${house}\u3000${longBuilding(`${house}\u3000`, room)}`;
  }
}
