/**
 * Cards that are no My Number cards and lie on readers by mistake: what each answers to a client of the JPKI application.
 *
 * Only the surface that such a client reaches is here; there is no content, no key and no person on them. What no public
 * text settles is in docs/assumptions.md.
 */
import { fromHex, startsWith } from '../../apdu/bytes.ts';
import type { Chip } from '../../apdu/channel.ts';

/** The first row whose command is a prefix of what was sent answers. */
interface ForeignCard {
  readonly atr: string;
  readonly rows: readonly (readonly [capdu: string, rapdu: string])[];
  /** To everything else. */
  readonly otherwise: string;
}

const CARDS: Readonly<Record<string, ForeignCard>> = {
  // PC/SC part 3 (2.01.09) 3.1.3.2.3: a storage card, standard 11 (FeliCa), name 003B. The reader answers for it: only the
  // identifier of the card (FF CA) is there, and class 00 means nothing to it (assumed 6A81; readers differ).
  'transit-card': {
    atr: '3B8F8001804F0CA00000030611003B0000000042',
    rows: [['FFCA000000', '01140123456789AB9000']],
    otherwise: '6A81',
  },
  // 運転免許証及び運転免許証作成システム等仕様書 (National Police Agency): Type B, MF with EF 2F01 (17 bytes) and two PINs of
  // three tries; names that it does not know are 6A82, as JIS X 6320-4 has it.
  'driving-licence': {
    atr: '3B88800100000000338181003A',
    rows: [
      ['00A40000', '9000'],
      ['00A4020C022F01', '9000'],
      ['00A4040C10A0000002310100000000000000000000', '9000'],
      ['00A4040C10A0000002310200000000000000000000', '9000'],
      ['00A4', '6A82'],
      ['00B0', '6986'],
      ['00200081', '63C3'],
      ['00200082', '63C3'],
      ['0020', '6A88'],
    ],
    otherwise: '6D00',
  },
  // ICAO Doc 9303 part 10 and 11: the application is there, and nothing of it is read before BAC or PACE.
  passport: {
    atr: '3B888001000000008081710079',
    rows: [
      ['00A4040C07A0000002471001', '9000'],
      ['00A4040007A0000002471001', '9000'],
      ['00A4020C02', '6982'],
      ['00A4', '6A82'],
      ['00B0', '6982'],
      ['0084000008', '54455354544553549000'],
    ],
    otherwise: '6D00',
  },
};

export const foreignCardNames: readonly string[] = Object.keys(CARDS);

export const isForeignCard = (name: string): boolean => Object.hasOwn(CARDS, name);

/** The card of this name; it has no state. `name` is one of `foreignCardNames`. */
export function foreignCard(name: string): Chip {
  const { atr, rows, otherwise } = CARDS[name]!;
  const table = rows.map(([capdu, rapdu]) => [fromHex(capdu), fromHex(rapdu)] as const);
  return {
    get atr() {
      return fromHex(atr);
    },
    power() {},
    transmit: (sent) => (table.find(([capdu]) => startsWith(sent, capdu))?.[1] ?? fromHex(otherwise)).slice(),
  };
}
