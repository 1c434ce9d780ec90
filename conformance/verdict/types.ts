/** What a judgement consists of. */
import type { RequirementId } from '../requirements/index.ts';

/** TTCN-3 order: a verdict only worsens from left to right. */
export const VERDICTS = ['none', 'pass', 'inconc', 'fail', 'error'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const worse = (a: Verdict, b: Verdict): Verdict =>
  VERDICTS.indexOf(a) >= VERDICTS.indexOf(b) ? a : b;

export interface Finding {
  /** `fail` blames the IUT, `inconc` says what could not be seen, `advisory` stands beside the verdict. */
  readonly kind: 'fail' | 'inconc' | 'advisory';
  readonly says: string;
  readonly requirement?: RequirementId;
  readonly expected?: string;
  readonly actual?: string;
  /** The observation this was seen at: its number `n` in the case. */
  readonly at?: number;
  /** Something owed did not come, and `at` is where it was looked for: where time ran out, it may only be late. */
  readonly missing?: true;
}

/** `simulated`, or `silicon` when a real card answered. */
export type Evidence = 'simulated' | 'silicon';

/** The judgement of one case. `verdict` absent from VERDICTS: the case does not apply to this IUT. */
export interface CaseVerdict {
  readonly id: string;
  readonly role: Role;
  readonly requirements: readonly RequirementId[];
  readonly verdict: Verdict | 'notApplicable';
  /** Empty for a pass; else one sentence. */
  readonly reason: string;
  readonly evidence: Evidence | null;
  readonly advisories: readonly string[];
  readonly findings: readonly Finding[];
}

export const ROLES = ['card', 'library', 'ca', 'relying-party', 'hub'] as const;
export type Role = (typeof ROLES)[number];
