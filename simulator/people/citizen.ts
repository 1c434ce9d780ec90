/**
 * The citizens of a seed. The n-th is the same however many exist, and none is kept: each is computed when asked for.
 *
 * Everybody is plainly invented: names are made of words such as 見本 (sample) and 架空 (fictitious), places do not exist.
 */
import type { Chance } from '../world/index.ts';
import { fullWidth } from './full-width.ts';
import { type Municipality, municipalities } from './municipalities.ts';

/** The four basic items (基本4情報) as a register holds them. */
export interface FourItems {
  /** 氏名: family and given name separated by U+3000, full width. */
  readonly name: string;
  /** 住所: from the prefecture on, digits and hyphens full width. */
  readonly address: string;
  /** 生年月日: Gregorian, `YYYY-MM-DD`. */
  readonly birth: string;
  /** 性別: 1 male, 2 female. */
  readonly gender: '1' | '2';
}

export interface Citizen extends FourItems {
  /** Which citizen of the seed, from 1. */
  readonly number: number;
  readonly municipality: Municipality;
}

const FAMILY = ['見本', '架空', '仮名', '試験', '模擬', '例題', '雛形', '凡例', '空想', '例', '擬'] as const;
const GIVEN = {
  '1': ['一郎', '太郎', '次郎', '三郎', '四郎', '健', '試', '仮名男', '例之助'],
  '2': ['花子', '一子', '見本子', '例子', '試子', '空', '架', '仮名女'],
} as const;

const TOWNS = ['架空町', '仮名台', '字例題', '例'] as const;

const BUILDINGS = [
  '',
  '',
  '',
  '　見本ハイツ１０１',
  '　架空マンション壱番館３０５号室',
  '　グランドレジデンス・サンプル・タワーイースト２４０６号室',
] as const;

const two = (n: number): string => String(n).padStart(2, '0');

/** Old enough for a signing certificate in every year that tests live in: born 1930 to 2008. */
function birthday(chance: Chance): string {
  return `${1930 + chance.below(79)}-${two(1 + chance.below(12))}-${two(1 + chance.below(28))}`;
}

function blockNumbers(chance: Chance): string {
  const parts = Array.from({ length: 1 + chance.below(3) }, () => 1 + chance.below(30));
  return fullWidth(parts.join('-'));
}

/** The n-th citizen (n ≥ 1) of a world. `chance` is the world's root; the answer depends on nothing else. */
export function citizenOf(chance: Chance, number: number): Citizen {
  const own = chance.fork(`citizen ${number}`);
  const gender = own.pick(['1', '2'] as const);
  // One in twelve has a name in Latin letters, as foreign residents have.
  const name =
    own.below(12) === 0
      ? `${fullWidth(own.pick(['MIHON', 'KAKU', 'X']))}\u3000${fullWidth(own.pick(['SAMPLE', 'TEST', 'Q']))}`
      : `${own.pick(FAMILY)}\u3000${own.pick(GIVEN[gender])}`;
  const municipality = own.pick(municipalities);
  const address = `${municipality.name}${own.pick(TOWNS)}${blockNumbers(own)}${own.pick(BUILDINGS)}`;
  return { number, name, address, birth: birthday(own), gender, municipality };
}
