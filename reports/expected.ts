/** The expected failures of a run, and what each became, for the reports. */
import { type Expected, isRed, type Outcome } from '../conformance/verdict/expected-failures.ts';
import type { JudgedRun } from '../conformance/verdict/judged-run.ts';
import type { InTwo } from './statement.ts';

/** What became of an entry, as a person reads it. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, InTwo>> = {
  'as-expected': { en: 'failed as expected', ja: '想定どおり不合格' },
  passed: { en: 'expected to fail, but passes', ja: '不合格の想定に反して合格' },
  differs: { en: 'failed in another way than expected', ja: '想定と異なる不合格' },
  expired: { en: 'the expectation has expired', ja: '想定の期限切れ' },
  'names-nothing': { en: 'names no case of this run', ja: '該当するケースがない' },
  'not-run': { en: 'not selected in this run', ja: '今回の選択対象外' },
};

export interface ExpectedOfRun {
  /** All entries, in the order of their file. */
  readonly all: readonly Expected[];
  /** The entry about a case that was run. */
  of(caseId: string): Expected | undefined;
  /** What makes the run red although no case of it can show that. */
  readonly withoutCase: readonly Expected[];
}

export function expectedOf({ manifest, cases }: JudgedRun): ExpectedOfRun {
  const all = manifest.expectedFailures ?? [];
  const byCase = new Map(all.map((entry) => [entry.case, entry]));
  const shown = new Set(cases.filter((c) => c.verdict !== 'notApplicable').map((c) => c.id));
  return {
    all,
    of: (caseId) => (shown.has(caseId) ? byCase.get(caseId) : undefined),
    withoutCase: all.filter((entry) => isRed(entry) && !shown.has(entry.case)),
  };
}

/** Why it is known and who follows it up, in one line. */
export const expectedText = ({ because, owner, link, expires }: Expected): string =>
  `${because} (${owner}, ${link}, until ${expires})`;
