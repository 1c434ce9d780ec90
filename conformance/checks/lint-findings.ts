/** What the linter found, as findings about an IUT: what must be, not what would be better. */
import { type LintResult, undisputed } from '../lint/index.ts';
import type { Finding } from '../verdict/types.ts';

export const lintFindings = (result: LintResult, at: number): readonly Finding[] =>
  undisputed(result)
    .findings.filter(({ level }) => level === 'shall')
    .map(({ rule, says, fault }) => ({
      kind: 'fail',
      says: `${result.kind}: ${says} (${rule})`,
      actual: fault,
      at,
    }));
