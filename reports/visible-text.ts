/**
 * Text of a run as a reader can trust it: what cannot be seen is named.
 *
 * A transcript holds whatever a foreign program sent. Characters that XML 1.0 forbids (2.2 Char) would make a report
 * unreadable for its parser; others are invisible or turn the direction of the line, so that a reader sees something
 * else than was sent. Each of them becomes `⟨U+202E⟩`. Variation selectors of ideographs stay: Japanese names need them.
 */

const FORBIDDEN_OR_INVISIBLE =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\uFFFE\uFFFF\u{E0000}-\u{E007F}]|\p{Cs}/gu;

const named = (character: string): string =>
  `⟨U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}⟩`;

/** The same text with every forbidden, invisible or direction-turning character named. Tab and line feed stay. */
export const visibleText = (text: string): string => text.replace(FORBIDDEN_OR_INVISIBLE, named);
