/** A whole run: cases against one IUT, to a transcript; and from a transcript to verdicts. */
import { UsageError } from '../../simulator/errors.ts';
import { CASES, type TestCase } from '../cases/index.ts';
import { claims, routeOf } from '../iut/ics.ts';
import { EDITION } from '../requirements/index.ts';
import { judgeCase } from '../verdict/judge.ts';
import type { JudgedCase } from '../verdict/judged-run.ts';
import { byCase, type Transcript, type TranscriptHeader } from '../verdict/transcript.ts';
import { notApplicable } from './applicable.ts';
import type { Iut } from './iut.ts';
import { runCase } from './run-case.ts';
import { cardGuardOf } from './spared-card.ts';

export const SUITE = 'fpos-hil';

/** After so many cases in a row that ran into the time limit, the rest would only wait. */
const TIMEOUTS_MAX = 3;
const HANGS = `not run: ${TIMEOUTS_MAX} cases in a row ran into the time limit`;

export interface RunSuiteOptions {
  /** One, or several instances that know nothing of each other: each runs a case at a time. */
  readonly iuts: readonly [Iut, ...Iut[]];
  readonly seed: string;
  readonly cases: readonly TestCase[];
  readonly replayPath?: string | undefined;
  readonly blind?: boolean | undefined;
  /** The card under test keeps its tries: it is presented only what the configuration names. */
  readonly keepsTries?: boolean | undefined;
  /** Told of each case when it begins and, with its judgement, when it has ended; again if that worsened later. */
  readonly onCase?: (event: {
    readonly index: number;
    readonly testCase: TestCase;
    readonly judged?: JudgedCase;
  }) => void;
}

type Listed = TranscriptHeader['cases'][number];

const told = ({ purpose, purposeJa, procedure, expectedResult }: TestCase) => ({
  purpose,
  purposeJa,
  steps: procedure.map((s) => s.title),
  expected: expectedResult.map((e) => e.says),
});

/** The judgement of one case: from the observations, or from the reason why there are none. */
function judged(
  testCase: TestCase,
  observations: Transcript['observations'],
  { notApplicable: reason, notRun }: Listed,
): JudgedCase {
  if (reason === undefined && notRun === undefined)
    return { ...judgeCase(testCase, observations), ...told(testCase), observations };
  const { id, role, requirements } = testCase;
  return {
    id,
    role,
    requirements,
    verdict: reason === undefined ? 'inconc' : 'notApplicable',
    reason: reason ?? notRun ?? '',
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

const ranIntoLimit = (observations: Transcript['observations']): boolean =>
  observations.some((o) => o.kind === 'broke' && o.how === 'timeout');

/** Where cases run, one at a time: an instance of the IUT, in this thread or in another. */
export interface Lane {
  readonly iut: Iut;
  /** What was seen and what it comes to. `onLate` is told when something still comes after the end of the case. */
  run(testCase: TestCase, onLate: (again: JudgedCase) => void): Promise<JudgedCase>;
}

/** A lane in this thread. */
const laneOf = (iut: Iut, { seed, replayPath, blind, keepsTries = false }: RunSuiteOptions): Lane => ({
  iut,
  async run(testCase, onLate) {
    let over: Transcript['observations'] | undefined;
    const judge = (observations: Transcript['observations']): JudgedCase =>
      judged(testCase, observations, { id: testCase.id });
    over = await runCase(testCase, {
      iut: iut.id,
      connector: iut.connector,
      seed,
      controlledClock: iut.hello.clock === 'controlled',
      replayPath,
      blind,
      examined: claims(iut.ics, 'audit-record'),
      route: routeOf(iut.ics),
      pins: iut.pins,
      cardGuard: cardGuardOf(iut.connector, keepsTries),
      ...(iut.cps && { cps: iut.cps }),
      onLate: () => over && onLate(judge(over)),
      ...(iut.stepLimitMs !== undefined && { stepLimitMs: iut.stepLimitMs }),
    });
    return judge(over);
  },
});

/** The suite on lanes of this thread, one for each instance of the IUT. */
export const runSuite = (options: RunSuiteOptions): Promise<SuiteRun> =>
  runInLanes(
    options.iuts.map((iut) => laneOf(iut, options)),
    options,
  );

/** Each case once, on whichever lane is free; what comes out stands in the order of the cases. */
export async function runInLanes(lanes: readonly Lane[], options: RunSuiteOptions): Promise<SuiteRun> {
  const { iuts, seed, cases, blind, keepsTries, onCase } = options;
  const ended: { listed: Listed; verdict: JudgedCase }[] = [];
  let next = 0;
  let timeouts = 0;

  async function runOne(lane: Lane, index: number): Promise<void> {
    const testCase = cases[index]!;
    onCase?.({ index, testCase });
    const reason = notApplicable(testCase, lane.iut, { keepsTries });
    const hangs = reason === undefined && timeouts >= TIMEOUTS_MAX;
    const listed: Listed = {
      id: testCase.id,
      ...(reason !== undefined && { notApplicable: reason }),
      ...(hangs && { notRun: HANGS }),
    };
    const end = (verdict: JudgedCase): void => {
      ended[index] = { listed, verdict };
      onCase?.({ index, testCase, judged: verdict });
    };
    if (reason !== undefined || hangs) {
      end(judged(testCase, [], listed));
      return;
    }
    const verdict = await lane.run(testCase, end);
    timeouts = ranIntoLimit(verdict.observations) ? timeouts + 1 : 0;
    end(verdict);
  }
  await Promise.all(
    lanes.map(async (lane) => {
      while (next < cases.length) await runOne(lane, next++);
    }),
  );

  const header = {
    transcript: 1,
    suite: SUITE,
    edition: EDITION,
    seed,
    iut: iuts[0].id,
    ...(blind && { blind: true as const }),
    cases: ended.map((e) => e.listed),
  } as const;
  const verdicts = ended.map((e) => e.verdict);
  return {
    transcript: { header, observations: verdicts.flatMap((v) => v.observations) },
    judged: verdicts,
  };
}

/** The verdicts of a transcript: nothing else is looked at. */
export function judgeTranscript({ header, observations }: Transcript): readonly JudgedCase[] {
  const groups = byCase(observations);
  return header.cases.map((listed) => {
    const testCase = CASES.find((c) => c.id === listed.id);
    if (!testCase)
      throw new UsageError(
        'ERR_CASE_UNKNOWN',
        `the transcript has a case ${listed.id} that this edition does not know`,
        {
          hint: `the transcript is of edition ${header.edition}, this is ${EDITION}`,
        },
      );
    return judged(testCase, groups.get(listed.id) ?? [], listed);
  });
}
