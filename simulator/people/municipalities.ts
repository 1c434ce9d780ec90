/**
 * Municipalities that issue cards: invented ones in prefectures that exist, designated cities by their wards.
 *
 * Codes 99xxx are assigned to nobody. Romanised names end in what the place is, as the CRL distribution points of
 * certificates write them: `Mihon-shi`, of a ward `Kaku-shi-Kana-ku`.
 */

/** The municipality that issues the card. */
export interface Municipality {
  /** 全国地方公共団体コード without its check digit. */
  readonly code: string;
  /** Romanised, with suffix. */
  readonly prefecture: string;
  readonly city: string;
  /** As an address begins: prefecture, city, ward; a town or village with its county. */
  readonly name: string;
}

type Part = readonly [romanised: string, japanese: string];

const SHI: readonly Part[] = [
  ['Mihon-shi', '見本市'],
  ['Karina-shi', '仮名市'],
  ['Hinagata-shi', '雛形市'],
  ['Kuso-shi', '空想市'],
];

const MACHI: readonly Part[] = [
  ['Mogi-cho', '模擬郡模擬町'],
  ['Reidai-machi', '模擬郡例題町'],
  ['Shiken-mura', '試験郡試験村'],
];

/** Ward of a designated city: one romanised name, as one certificate has shown. */
const ward = ([city, cityJa]: Part, [name, nameJa]: Part): Part => [`${city}-${name}`, `${cityJa}${nameJa}`];

const KAKU: Part = ['Kaku-shi', '架空市'];
const KU: readonly Part[] = [
  ['Kana-ku', '仮名区'],
  ['Mihon-ku', '見本区'],
  ['Kitamihon-ku', '北見本区'],
];
const WARDS = KU.map((ku) => ward(KAKU, ku));

const PREFECTURES: readonly (readonly [...Part, cities: readonly Part[]])[] = [
  ['Tokyo-to', '東京都', [...SHI, ['Kana-ku', '仮名区'], ['Kaku-ku', '架空区'], MACHI[0]!, MACHI[2]!]],
  ['Kanagawa-ken', '神奈川県', [...SHI, ...WARDS, MACHI[0]!]],
  ['Hokkaido', '北海道', [...SHI, ...WARDS, ...MACHI]],
  ['Osaka-fu', '大阪府', [...SHI, ...WARDS, MACHI[1]!]],
  ['Kyoto-fu', '京都府', [...SHI, ...WARDS, MACHI[2]!]],
  ['Aichi-ken', '愛知県', [...SHI, ...WARDS, MACHI[0]!]],
  ['Kagoshima-ken', '鹿児島県', [...SHI, ...MACHI]],
  ['Okinawa-ken', '沖縄県', [...SHI.slice(0, 2), ...MACHI]],
];

/** Every municipality, in the order of codes: 991, 992 … for the prefecture, then the place in it. */
export const municipalities: readonly Municipality[] = PREFECTURES.flatMap(([prefecture, ja, cities], at) =>
  cities.map(([city, cityJa], place) => ({
    code: `99${at + 1}${String(place + 1).padStart(2, '0')}`,
    prefecture,
    city,
    name: `${ja}${cityJa}`,
  })),
);
