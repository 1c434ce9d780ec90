/** Which cases run. */
import { UsageError } from '../../simulator/errors.ts';
import { CASES, type TestCase } from '../cases/index.ts';
import { REQUIREMENTS } from '../requirements/index.ts';
import { ROLES, type Role } from '../verdict/types.ts';

export interface Selection {
  readonly role?: string | undefined;
  /** Part of an id or of a purpose, in either language; case does not matter. */
  readonly filter?: string | undefined;
  readonly requirement?: string | undefined;
  /** `i/n`, counted from 1: every n-th case of the selection, starting with the i-th. */
  readonly shard?: string | undefined;
}

function shardOf(text: string): { index: number; count: number } {
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (!(shard.index >= 1 && shard.index <= shard.count))
    throw new UsageError('ERR_SHARD', `--shard ${text} is not i/n with 1 ≤ i ≤ n`, {
      hint: 'for example --shard 2/8',
    });
  return shard;
}

/** The cases that the options ask for. Throws UsageError for an unknown role or requirement, and for an empty selection. */
export function selectCases(
  { role, filter, requirement, shard }: Selection,
  cases: readonly TestCase[] = CASES,
): readonly TestCase[] {
  if (role !== undefined && !ROLES.includes(role as Role))
    throw new UsageError('ERR_ROLE', `there is no role ${role}`, { hint: `roles: ${ROLES.join(', ')}` });
  if (requirement !== undefined && !REQUIREMENTS.some((r) => r.id === requirement))
    throw new UsageError('ERR_REQUIREMENT', `there is no requirement ${requirement}`, {
      hint: 'see fpos-hil list requirements',
    });
  const words = filter?.toLowerCase();
  const chosen = cases.filter(
    (c) =>
      (role === undefined || c.role === role) &&
      (requirement === undefined || (c.requirements as readonly string[]).includes(requirement)) &&
      (words === undefined || `${c.id} ${c.purpose} ${c.purposeJa}`.toLowerCase().includes(words)),
  );
  const part = shard === undefined ? undefined : shardOf(shard);
  const own = part ? chosen.filter((_, i) => i % part.count === part.index - 1) : chosen;
  if (own.length === 0)
    throw new UsageError('ERR_EMPTY_SELECTION', 'no case is selected', { hint: 'see fpos-hil list cases' });
  return own;
}
