/** The one sentence of a verdict: what is wrong, what was seen instead, and where. */
import type { Finding, Role } from './types.ts';

const LENGTH_MAX = 400;
const cut = (text: string): string => (text.length > LENGTH_MAX ? `${text.slice(0, LENGTH_MAX)}…` : text);

/** "0 pushes went out, 1 expected" has both already. */
const isCounted = ({ says }: Finding): boolean => / expected$/.test(says);
const isNumber = (text: string | undefined): boolean => text !== undefined && /^\d+$/.test(text);

/**
 * It begins with the sentence of the finding, by which failures are compared. What a card holds is left to the finding: the
 * card may be somebody's.
 */
export function reasonOf(finding: Finding, role: Role): string {
  const { says, at } = finding;
  const counted = isCounted(finding);
  const values = role !== 'card';
  const actual = values && !(counted && isNumber(finding.actual)) ? finding.actual : undefined;
  const expected = values && !counted ? finding.expected : undefined;
  const notes = [
    ...(expected ? [`expected ${cut(expected)}`] : []),
    ...(at === undefined || says.includes(`observation ${at}`) ? [] : [`observation ${at}`]),
  ];
  return `${says}${actual ? `: ${cut(actual)}` : ''}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
}
