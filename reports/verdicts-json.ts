/** `verdicts.json`: the verdicts of a run for programs. Its shape is a contract; nothing is added to it. */
import type { JudgedRun, VerdictsFile } from '../conformance/verdict/judged-run.ts';

/** The contract's members of a judged run, in the contract's order. */
export function verdictsFile({ summary, cases }: JudgedRun): VerdictsFile {
  const { pass, fail, inconc, error, notApplicable } = summary;
  return {
    schema: 1,
    summary: { pass, fail, inconc, error, notApplicable },
    cases: cases.map(({ id, role, requirements, verdict, reason, evidence, advisories }) => ({
      id,
      role,
      requirements,
      verdict,
      reason,
      evidence,
      advisories,
    })),
  };
}

/** The file itself: two spaces, keys in the order above, a line feed at the end. */
export const verdictsJson = (run: JudgedRun): string => `${JSON.stringify(verdictsFile(run), null, 2)}\n`;
