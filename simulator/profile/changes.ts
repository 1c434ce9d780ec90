/** A change of what is on record about a person: which items differ, and the one text by which it is shown. */
import { sha256Hex } from './binding.ts';
import type { DeliveredItems } from './jlis-messages.ts';

const SHOWN = {
  name: '氏名 Name',
  address: '住所 Address',
  birth: '生年月日 Birth date',
  gender: '性別 Sex',
} as const;

/** Items of one are those of the other, to the last mark: what SHA-256 is taken of. */
export const changeSetOf = (items: DeliveredItems): string => sha256Hex(JSON.stringify(items));

/** The new items that differ from the old ones, with the members that belong to them. */
export function differing(old: DeliveredItems, items: DeliveredItems): DeliveredItems {
  const changed = (Object.keys(SHOWN) as (keyof typeof SHOWN)[]).filter(
    (item) => items[item] !== undefined && items[item] !== old[item],
  );
  return Object.fromEntries(
    Object.entries(items).filter(([member]) => changed.some((item) => member.startsWith(item))),
  );
}

/** Old → new, source and date: the text that a person reads before pressing. */
export function changeText(old: DeliveredItems, items: DeliveredItems, asOf: string): string {
  const lines = (Object.keys(SHOWN) as (keyof typeof SHOWN)[]).flatMap((item) =>
    items[item] === undefined ? [] : [`${SHOWN[item]}: ${old[item] ?? '—'} → ${items[item]}`],
  );
  return [
    '届出事項の変更 Change of your data',
    ...lines,
    '出典 Source: 地方公共団体情報システム機構 J-LIS',
    `日付 As of: ${asOf}`,
  ].join('\n');
}
