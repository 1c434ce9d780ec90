/** A whole run: cases against one IUT, to a transcript; and from a transcript to verdicts. */
import { UsageError } from '../../simulator/errors.ts';
import { CASES, type TestCase } from '../cases/index.ts';
import { EDITION } from '../requirements/index.ts';
import { judgeCase } from '../verdict/judge.ts';
import type { JudgedCase } from '../verdict/judged-run.ts';
import { byCase, type Transcript } from '../verdict/transcript.ts';
import type { Iut } from './iut.ts';
import { runCase } from './run-case.ts';

export const SUITE = 'fpos-hil';

export interface RunSuiteOptions {
  readonly iut: Iut;
  readonly seed: string;
  readonly cases: readonly TestCase[];
  readonly replayPath?: string | undefined;
  /** Told of each case when it begins and, with its judgement, when it has ended. */
  readonly onCase?: (event: {
    readonly index: number;
    readonly testCase: TestCase;
    readonly judged?: JudgedCase;
  }) => void;
}

/** Why a case does not apply to this IUT, or undefined. Decided before the run, from the ICS alone. */
export function notApplicable(testCase: TestCase, iut: Pick<Iut, 'roles' | 'hello'>): string | undefined {
  if (!iut.roles.includes(testCase.role)) return `the IUT does not claim the role ${testCase.role}`;
  if (testCase.needs?.includes('controlled-clock') && iut.hello.clock !== 'controlled')
    return 'the IUT has a clock of its own';
  return undefined;
}

const told = ({ purpose, purposeJa, procedure, expectedResult }: TestCase) => ({
  purpose,
  purposeJa,
  steps: procedure.map((s) => s.title),
  expected: expectedResult.map((e) => e.says),
});

/** The judgement of one case: from the observations, or from the reason why it does not apply. */
function judged(
  testCase: TestCase,
  observations: Transcript['observations'],
  reason: string | undefined,
): JudgedCase {
  if (reason === undefined) return { ...judgeCase(testCase, observations), ...told(testCase), observations };
  const { id, role, requirements } = testCase;
  return {
    id,
    role,
    requirements,
    verdict: 'notApplicable',
    reason,
    evidence: null,
    advisories: [],
    findings: [],
    ...told(testCase),
    observations: [],
  };
}

export interface SuiteRun {
  readonly transcript: Transcript;
  /** The judgement of each case, in order: what `judgeTranscript` says of the transcript, too. */
  readonly judged: readonly JudgedCase[];
}

export async function runSuite({ iut, seed, cases, replayPath, onCase }: RunSuiteOptions): Promise<SuiteRun> {
  const all: Transcript['observations'][number][] = [];
  const listed: Transcript['header']['cases'][number][] = [];
  const verdicts: JudgedCase[] = [];
  for (const [index, testCase] of cases.entries()) {
    const reason = notApplicable(testCase, iut);
    listed.push({ id: testCase.id, ...(reason !== undefined && { notApplicable: reason }) });
    onCase?.({ index, testCase });
    const observations =
      reason === undefined
        ? await runCase(testCase, {
            connector: iut.connector,
            seed,
            controlledClock: iut.hello.clock === 'controlled',
            replayPath,
            ...(iut.stepLimitMs !== undefined && { stepLimitMs: iut.stepLimitMs }),
          })
        : [];
    for (const o of observations) all.push(o);
    const verdict = judged(testCase, observations, reason);
    verdicts.push(verdict);
    onCase?.({ index, testCase, judged: verdict });
  }
  const header = { transcript: 1, suite: SUITE, edition: EDITION, seed, iut: iut.id, cases: listed } as const;
  return { transcript: { header, observations: all }, judged: verdicts };
}

/** The verdicts of a transcript: nothing else is looked at. */
export function judgeTranscript({ header, observations }: Transcript): readonly JudgedCase[] {
  const groups = byCase(observations);
  return header.cases.map(({ id, notApplicable: reason }) => {
    const testCase = CASES.find((c) => c.id === id);
    if (!testCase)
      throw new UsageError(
        'ERR_CASE_UNKNOWN',
        `the transcript has a case ${id} that this edition does not know`,
        {
          hint: `the transcript is of edition ${header.edition}, this is ${EDITION}`,
        },
      );
    return judged(testCase, groups.get(id) ?? [], reason);
  });
}
