/**
 * 軽微な修正: what changes in the register without ending a signing certificate.
 *
 * Register forms are compared, never certificate texts: what the certificate shows as 高 may be 髙 in the register. Source:
 * 公的個人認証法 12条1号 (a change of a recorded item, minor ones excepted); the list of minor ones in 住民基本台帳法施行規則
 * 21条の2, as of 2013. Of that list only one can be told from the texts: a variant character becomes the ordinary one in
 * the same place. 文字の同定, a renamed or renumbered town, 住居表示 and a renamed house look like a move; the event at the
 * desk says that they are minor.
 */
import type { FourItems } from './citizen.ts';
import { composeKana, type NameKana } from './name.ts';
import { bareCharacter, ordinaryFor, registerCharacters } from './register-characters.ts';

/** What is compared: the four items, and the reading where one is recorded. */
export type RegisterItems = FourItems & { readonly kana?: NameKana };

export type RegisterItem = keyof FourItems | 'kana';

/** Is `after` an ordinary form of the register character `before`? */
function isOrdinaryFormOf(before: string, after: string): boolean {
  const bare = bareCharacter(before);
  const forms = [bare, ordinaryFor(bare), bare.normalize('NFKC')]; // without its selector; 常用; a compatibility ideograph
  return before !== after && forms.includes(after);
}

/**
 * Does `after` differ from `before`, and only in that variant characters (異体字) became ordinary ones in the same places?
 * The way back is no minor correction.
 */
export function isMinorCorrection(before: string, after: string): boolean {
  const old = registerCharacters(before);
  const now = registerCharacters(after);
  if (before === after || old.length !== now.length) return false;
  return old.every((character, at) => character === now[at] || isOrdinaryFormOf(character, now[at]!));
}

const changed = (before: string, after: string): boolean =>
  before !== after && !isMinorCorrection(before, after);

/**
 * The items that really changed, as far as the texts tell; none: a signing certificate lives on.
 *
 * A reading is part of the name item (住民基本台帳法 7条1号の2): another one is a real change. That the first recording of a
 * reading is none, and the loss of one neither, is assumed.
 */
export function realChanges(before: RegisterItems, after: RegisterItems): readonly RegisterItem[] {
  const items: RegisterItem[] = [];
  if (changed(before.name, after.name)) items.push('name');
  if (before.kana && after.kana && composeKana(before.kana) !== composeKana(after.kana)) items.push('kana');
  if (changed(before.address, after.address)) items.push('address');
  if (before.birth !== after.birth) items.push('birth');
  if (before.gender !== after.gender) items.push('gender');
  return items;
}
