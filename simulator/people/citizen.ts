/**
 * The citizens of a seed. The n-th is the same however many exist, and none is kept: each is computed when asked for.
 *
 * Everybody is plainly invented: names are made of words such as 見本 (sample) and 架空 (fictitious), places do not exist.
 */
import type { Chance } from '../world/index.ts';

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

/** The municipality that issues the card. Code without check digit; names romanised with suffix, as in certificates. */
export interface Municipality {
  readonly code: string;
  readonly prefecture: string;
  readonly city: string;
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

interface Place {
  readonly municipality: Municipality;
  /** The address up to the block numbers. */
  readonly upTo: string;
}

// Codes 99xxx are assigned to nobody.
const PLACES: readonly Place[] = [
  place('99101', 'Tokyo-to', 'Mihon-shi', '東京都見本市架空町'),
  place('99102', 'Kanagawa-ken', 'Kaku-shi', '神奈川県架空市見本区仮名台'),
  place('99103', 'Hokkaido', 'Mogi-cho', '北海道模擬郡模擬町字例題'),
  place('99104', 'Osaka-fu', 'Hinagata-shi', '大阪府雛形市例'),
  place('99105', 'Kyoto-fu', 'Kuso-shi', '京都府空想市架空通見本下る仮名町'),
];

function place(code: string, prefecture: string, city: string, upTo: string): Place {
  return { municipality: { code, prefecture, city }, upTo };
}

const BUILDINGS = [
  '',
  '',
  '',
  '　見本ハイツ１０１',
  '　架空マンション壱番館３０５号室',
  '　グランドレジデンス・サンプル・タワーイースト２４０６号室',
] as const;

/** ASCII digits and hyphen-minus to their full-width forms (U+FF10…, U+FF0D). */
export const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));

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
  const { municipality, upTo } = own.pick(PLACES);
  const address = `${upTo}${blockNumbers(own)}${own.pick(BUILDINGS)}`;
  return { number, name, address, birth: birthday(own), gender, municipality };
}
