/** Which cases run. */
import { UsageError } from '../../simulator/errors.ts';
import { CASES, type TestCase } from '../cases/index.ts';
import { ICS_ITEMS, type IcsItem, needsOf } from '../iut/ics.ts';
import { REQUIREMENTS } from '../requirements/index.ts';
import { ROLES, type Role } from '../verdict/types.ts';

export interface Selection {
  /** Whole ids, separated by commas. */
  readonly case?: string | undefined;
  readonly role?: string | undefined;
  /** Part of an id or of a purpose, in either language; case does not matter. */
  readonly filter?: string | undefined;
  readonly requirement?: string | undefined;
  /** See `tagsOf`; `!tag` leaves those out. */
  readonly tag?: string | undefined;
  /** Cases that need this item of the ICS. */
  readonly ics?: string | undefined;
  /** `i/n`, counted from 1: every n-th case of the selection, starting with the i-th. */
  readonly shard?: string | undefined;
}

export const SELECTION_KEYS = ['case', 'role', 'filter', 'requirement', 'tag', 'ics', 'shard'] as const;

/** The options of a selection that were given. */
export const selectionOf = (options: Selection): Readonly<Record<string, string>> =>
  Object.fromEntries(
    SELECTION_KEYS.map((key) => [key, options[key]] as const).filter(
      (e): e is [(typeof SELECTION_KEYS)[number], string] => e[1] !== undefined,
    ),
  );

/** What a case is like: its role, whether it uses the card up, and what it needs of the ICS. */
export const tagsOf = (testCase: TestCase): readonly string[] => [
  testCase.role,
  ...(testCase.destructive ? ['destructive'] : []),
  ...needsOf(testCase),
];

/** Whoever leaves these cases out has a card that keeps its tries; what nobody has named is not presented to it. */
export const leavesDestructiveOut = ({ tag }: Selection): boolean => tag === '!destructive';

export function shardOf(text: string): { index: number; count: number } {
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (!(shard.index >= 1 && shard.index <= shard.count))
    throw new UsageError('ERR_SHARD', `--shard ${text} is not i/n with 1 ≤ i ≤ n`, {
      hint: 'for example --shard 2/8',
    });
  return shard;
}

/** Throws UsageError when what is asked for does not exist at all. */
function refuseUnknown(
  { role, requirement, ics, tag, case: ids }: Selection,
  all: readonly TestCase[],
): void {
  if (role !== undefined && !ROLES.includes(role as Role))
    throw new UsageError('ERR_ROLE', `there is no role ${role}`, { hint: `roles: ${ROLES.join(', ')}` });
  if (requirement !== undefined && !REQUIREMENTS.some((r) => r.id === requirement))
    throw new UsageError('ERR_REQUIREMENT', `there is no requirement ${requirement}`, {
      hint: 'see fpos-hil list requirements',
    });
  if (ics !== undefined && !ICS_ITEMS.includes(ics as IcsItem))
    throw new UsageError('ERR_ICS', `there is no ICS item ${ics}`, {
      hint: `items: ${ICS_ITEMS.join(', ')}`,
    });
  const tags = new Set(all.flatMap(tagsOf));
  if (tag !== undefined && !tags.has(tag.replace(/^!/, '')))
    throw new UsageError('ERR_TAG', `no case has the tag ${tag}`, { hint: `tags: ${[...tags].join(', ')}` });
  const unknown = ids?.split(',').find((id) => !all.some((c) => c.id === id));
  if (unknown !== undefined)
    throw new UsageError('ERR_CASE_UNKNOWN', `there is no case ${unknown}`, {
      hint: 'see fpos-hil list cases',
    });
}

/** The cases that the options ask for. Throws UsageError for what does not exist, and for an empty selection. */
export function selectCases(selection: Selection, cases: readonly TestCase[] = CASES): readonly TestCase[] {
  const { role, filter, requirement, tag, ics, shard } = selection;
  refuseUnknown(selection, cases);
  const words = filter?.toLowerCase();
  const ids = selection.case?.split(',');
  const chosen = cases.filter(
    (c) =>
      (ids === undefined || ids.includes(c.id)) &&
      (role === undefined || c.role === role) &&
      (requirement === undefined || (c.requirements as readonly string[]).includes(requirement)) &&
      (tag === undefined ||
        (tag.startsWith('!') ? !tagsOf(c).includes(tag.slice(1)) : tagsOf(c).includes(tag))) &&
      (ics === undefined || needsOf(c).includes(ics as IcsItem)) &&
      (words === undefined || `${c.id} ${c.purpose} ${c.purposeJa}`.toLowerCase().includes(words)),
  );
  const part = shard === undefined ? undefined : shardOf(shard);
  const own = part ? chosen.filter((_, i) => i % part.count === part.index - 1) : chosen;
  if (own.length === 0)
    throw new UsageError('ERR_EMPTY_SELECTION', 'no case is selected', { hint: 'see fpos-hil list cases' });
  return own;
}
