/**
 * The verdict of one case: a pure function of the rules of the case and what was seen. It has no other source.
 */

import type { Observation } from '../../simulator/world/index.ts';
import type { Expectation } from '../checks/expectation.ts';
import { unbroken } from '../checks/invariant.ts';
import { INVARIANTS } from '../checks/invariants.ts';
import { type Seen, seen } from '../checks/seen.ts';
import type { RequirementId } from '../requirements/index.ts';
import { reasonOf } from './reason.ts';
import { type CaseVerdict, type Finding, type Role, type Verdict, worse } from './types.ts';

/** As much of a case as a judge needs. */
export interface Judgeable {
  readonly id: string;
  readonly role: Role;
  readonly requirements: readonly RequirementId[];
  readonly expectedResult: readonly Expectation[];
}

const inPart = (all: readonly Observation[], n: number): 'initial-condition' | 'procedure' => {
  const phase = all.slice(0, n + 1).findLast((o) => o.kind === 'phase');
  return phase?.kind === 'phase' && phase.phase !== 'initial-condition' ? 'procedure' : 'initial-condition';
};

/** What is missing afterwards may only be late, or was never asked for. */
const endsEarly = ({ how }: Seen['broke'][number]): boolean => how === 'timeout' || how === 'spared';

/** What a broken IUT means: while the initial condition is made inconclusive, in the procedure a failure (ISO/IEC 9646-3). */
function broken(all: readonly Observation[], { broke }: Seen): readonly Finding[] {
  return broke.map((o) => {
    const part = inPart(all, o.n);
    const kind = part === 'initial-condition' || endsEarly(o) ? 'inconc' : 'fail';
    const says = o.how === 'spared' ? o.says : `the IUT broke (${o.how}): ${o.says}`;
    return { kind, says, at: o.n };
  });
}

/**
 * After a time limit, what is missing may only be late, and a card that is spared was not asked: it is no failure. What was
 * seen and should not have been is one, and such a finding says where it was seen, and not that it is missing.
 */
const unlessSeen = (finding: Finding): Finding =>
  finding.kind === 'fail' && (finding.at === undefined || finding.missing)
    ? { ...finding, kind: 'inconc' }
    : finding;

/** A judge that throws is our own fault, never the IUT's. */
function findingsOf(rule: Expectation, view: Seen): readonly Finding[] | { readonly crashed: string } {
  try {
    return rule.check(view);
  } catch (error) {
    return { crashed: `the check "${rule.says}" failed: ${(error as Error).message}` };
  }
}

/** The case has one purpose and one reason to fail: an invariant that it does not name is told beside its verdict. */
const beside =
  (id: string) =>
  (finding: Finding): Finding => ({ ...finding, kind: 'advisory', says: `${id}: ${finding.says}` });

const same =
  ({ says, at }: Finding) =>
  (other: Finding): boolean =>
    other.says === says && other.at === at;

const VERDICT_OF = { fail: 'fail', inconc: 'inconc', advisory: 'pass' } as const satisfies Record<
  Finding['kind'],
  Verdict
>;

export interface JudgeOptions {
  /** False: what is told beside the verdict is left out, for whoever asks for the verdict alone. It never changes the verdict. */
  readonly beside?: boolean;
}

export function judgeCase(
  testCase: Judgeable,
  observations: readonly Observation[],
  { beside: tells = true }: JudgeOptions = {},
): CaseVerdict {
  const { id, role, requirements, expectedResult } = testCase;
  const base = { id, role, requirements, evidence: 'simulated' as const };
  const error = (reason: string): CaseVerdict => ({
    ...base,
    verdict: 'error',
    reason,
    advisories: [],
    findings: [],
  });

  const rigError = observations.find((o) => o.kind === 'rig-error');
  if (rigError?.kind === 'rig-error') return error(`${rigError.code}: ${rigError.says}`);
  if (!observations.some((o) => o.kind === 'phase' && o.phase === 'end'))
    return error('the case did not run to its end');
  if (expectedResult.length === 0) return error('the case expects nothing');

  const view = seen(observations);
  const cutShort = view.broke.some(endsEarly);
  const findings: Finding[] = [...broken(observations, view)];
  const ready = observations.some((o) => o.kind === 'phase' && o.phase === 'procedure');
  if (!ready) findings.push({ kind: 'inconc', says: 'the initial condition was not reached' });
  else {
    for (const rule of expectedResult) {
      const found = findingsOf(rule, view);
      if ('crashed' in found) return error(found.crashed);
      findings.push(...(cutShort ? found.map(unlessSeen) : found));
    }
    for (const rule of tells ? (INVARIANTS[role] ?? []) : []) {
      const found = findingsOf(unbroken(rule), view);
      if ('crashed' in found) return error(found.crashed);
      findings.push(...found.filter((one) => !findings.some(same(one))).map(beside(rule.id)));
    }
  }
  const verdict = findings.reduce<Verdict>((worst, f) => worse(worst, VERDICT_OF[f.kind]), 'pass');
  const decisive = findings.find((f) => VERDICT_OF[f.kind] === verdict && f.kind !== 'advisory');
  return {
    ...base,
    verdict,
    reason: decisive ? reasonOf(decisive, role) : '',
    evidence: 'simulated',
    advisories: findings.filter((f) => f.kind === 'advisory').map((f) => f.says),
    findings,
  };
}
