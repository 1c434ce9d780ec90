/** What the law and the guideline say about consents, items and links, as functions of what they are told. */
import type { Carrier, DeliveredItems, FourItem } from '../../profile/index.ts';
import { dateJst } from '../../world/index.ts';
import type { RecordedItems } from '../authority/four-items.ts';
import { daysAfter, startOfDayJst } from '../authority/validity.ts';
import type { JpkiKind } from '../config.ts';

/** From the day after, for ten years: 2023-05-18 gives 2023-05-19 00:00:00 to 2033-05-18 23:59:59. */
export function tenYearTerm(day: Date): { readonly from: Date; readonly to: Date } {
  const first = daysAfter(dateJst(day), 1);
  const end = new Date(`${first}T00:00:00Z`);
  end.setUTCFullYear(end.getUTCFullYear() + 10); // from 29 February on: to 28 February (民法143条)
  const beyond = startOfDayJst(end.toISOString().slice(0, 10));
  return { from: startOfDayJst(first), to: new Date(beyond.getTime() - 1_000) };
}

/** `EYYYYMMDD` as a date; the nine digits themselves where parts are unknown. */
function birthOf(code: string): string {
  const [, year, month, day] = /^\d(\d{4})(\d{2})(\d{2})$/.exec(code) ?? [];
  return year === '0000' || month === '00' || day === '00' ? code : `${year}-${month}-${day}`;
}

/** Exactly the items that were consented to. */
export function deliveredItems(items: RecordedItems, consented: readonly FourItem[]): DeliveredItems {
  const { name, nameFlags, kana, address, addressFlags, birth, gender } = items;
  const has = (item: FourItem): boolean => consented.includes(item);
  return {
    ...(has('name') && { name, nameFlags, ...(kana !== undefined && { nameKana: kana }) }),
    ...(has('address') && { address, addressFlags }),
    ...(has('birth') && { birth: birthOf(birth) }),
    ...(has('gender') && { gender }),
  };
}

export interface LinkEnd {
  readonly kind: JpkiKind;
  readonly carrier: Carrier;
}

/** Which links the law has, and whom it gives them to. */
const LINKS: readonly {
  readonly from: LinkEnd;
  readonly to: LinkEnd;
  readonly kinds: readonly JpkiKind[];
}[] = [
  // 18条4項: between the signing certificates of card and phone.
  { from: { kind: 'sign', carrier: 'card' }, to: { kind: 'sign', carrier: 'phone' }, kinds: ['sign'] },
  { from: { kind: 'sign', carrier: 'phone' }, to: { kind: 'sign', carrier: 'card' }, kinds: ['sign'] },
  // 18条5項: from authentication to signing, both on the card, for those who are verifiers of both.
  { from: { kind: 'auth', carrier: 'card' }, to: { kind: 'sign', carrier: 'card' }, kinds: ['sign', 'auth'] },
  // 37条3項: between the authentication certificates of card and phone.
  { from: { kind: 'auth', carrier: 'card' }, to: { kind: 'auth', carrier: 'phone' }, kinds: ['auth'] },
  { from: { kind: 'auth', carrier: 'phone' }, to: { kind: 'auth', carrier: 'card' }, kinds: ['auth'] },
];

const same = (a: LinkEnd, b: LinkEnd): boolean => a.kind === b.kind && a.carrier === b.carrier;

/** The kinds of verifier that one must be for this link; undefined: the law has none. */
export const kindsForLink = (from: LinkEnd, to: LinkEnd): readonly JpkiKind[] | undefined =>
  LINKS.find((link) => same(link.from, from) && same(link.to, to))?.kinds;
