/** One run from start to end: cases, transcript, verdicts, reports. */
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { CASES, type TestCase } from '../../conformance/cases/index.ts';
import { EDITION } from '../../conformance/requirements/index.ts';
import { type Iut, openAnother, openIut } from '../../conformance/runner/iut.ts';
import { type RunSuiteOptions, runSuite } from '../../conformance/runner/run.ts';
import {
  leavesDestructiveOut,
  type Selection,
  selectCases,
  selectionOf,
} from '../../conformance/runner/select.ts';
import { runInThreads } from '../../conformance/runner/threads.ts';
import {
  compareExpected,
  type Expected,
  type ExpectedFailure,
  isRed,
  readExpectedFailures,
} from '../../conformance/verdict/expected-failures.ts';
import type { JudgedCase, Manifest, Summary } from '../../conformance/verdict/judged-run.ts';
import { UsageError } from '../../simulator/errors.ts';
import { dateJst, machineClock } from '../../simulator/world/index.ts';
import { prepareFolder } from './run-folder.ts';
import { writeRun } from './write-run.ts';

export interface ExecuteOptions extends Selection {
  readonly iut: string;
  readonly seed: string;
  /** Run folder; default `out/<date in Japan>-<seed>`. */
  readonly out?: string | undefined;
  readonly path?: string | undefined;
  /** File of expected failures. */
  readonly expected?: string | undefined;
  readonly blind?: boolean | undefined;
  /**
   * Instances of the IUT at the same time. Default 1; of an implementation of this project as many threads as there are
   * processors and cases for.
   */
  readonly workers?: number | undefined;
  readonly version: string;
  readonly progress: Progress;
}

/** Whoever shows a run to a person. */
export interface Progress {
  begin(cases: readonly TestCase[], iut: { readonly name: string; readonly version: string }): void;
  running(testCase: TestCase, index: number): void;
  judged(testCase: TestCase, judged: JudgedCase, index: number): void;
  /** Something to know while the IUT is awaited. */
  tell?(line: string): void;
}

export interface Executed {
  readonly dir: string;
  readonly summary: Summary;
  readonly cases: readonly JudgedCase[];
  readonly expected: readonly Expected[];
  readonly durationMs: number;
}

async function expectedOf(file: string | undefined): Promise<readonly ExpectedFailure[]> {
  if (file === undefined) return [];
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (cause) {
    throw new UsageError(
      'ERR_EXPECTED_FAILURES',
      `${file}: cannot be read (${(cause as NodeJS.ErrnoException).code})`,
      {
        hint: 'Give --expected the file of known failures.',
        cause,
      },
    );
  }
  return readExpectedFailures(file, content);
}

/** Secrets stand in a configuration as references; the values of its environment are left out, for they may be any. */
function told({ config, ics, hello }: Iut): Pick<Manifest['iut'], 'ics' | 'configuration'> {
  const claims = Object.entries({ ...ics, 'controlled-clock': hello.clock === 'controlled' });
  const { folder: _, env, ...rest } = config ?? { folder: '' };
  return {
    ics: Object.fromEntries(claims.filter((e): e is [string, boolean] => e[1] !== undefined)),
    ...(config && { configuration: { ...rest, ...(env && { env: Object.keys(env) }) } }),
  };
}

/** The first, and as many others as are asked for and allowed. */
async function instances(first: Iut, workers: number): Promise<readonly [Iut, ...Iut[]]> {
  if (workers > 1 && first.config && first.config.isolated !== true)
    throw new UsageError('ERR_WORKERS', '--workers needs an IUT whose instances know nothing of each other', {
      hint: 'Set "isolated": true in the configuration, if that is so.',
    });
  const others: Iut[] = [];
  try {
    for (let i = 1; i < workers; i++) others.push(await openAnother(first));
  } catch (error) {
    await Promise.all(others.map(({ connector }) => connector.close()));
    throw error;
  }
  return [first, ...others];
}

/** A thread takes half a second to begin: so many cases make up for it. */
const CASES_FOR_A_THREAD = 24;

/**
 * Of ours one instance can be had in each thread. Not of those that do nothing: one that hangs is given up after so many
 * cases in a row, and which these are must not depend on the machine.
 */
function threadsFor({ config, id }: Iut, cases: number, workers: number | undefined): number {
  if (config || id.startsWith('null:')) return 1;
  return Math.min(workers ?? availableParallelism(), Math.ceil(cases / CASES_FOR_A_THREAD));
}

/** Throws UsageError for what the caller did wrong; a failing IUT is a result. */
export async function execute(options: ExecuteOptions): Promise<Executed> {
  const { seed, progress, blind, workers } = options;
  const cases = selectCases(options);
  const known = await expectedOf(options.expected);
  const started = machineClock.now();
  const dir = options.out ?? join('out', `${dateJst(started)}-${seed}`);
  const iut = await openIut(options.iut, {
    seed,
    tell: (line) => progress.tell?.(line),
  });
  let iuts: readonly [Iut, ...Iut[]] = [iut];
  try {
    const threads = threadsFor(iut, cases.length, workers);
    if (threads === 1) iuts = await instances(iut, workers ?? 1);
    await prepareFolder(dir);
    progress.begin(cases, iut.hello);
    const suite: RunSuiteOptions = {
      iuts,
      seed,
      cases,
      blind,
      keepsTries: leavesDestructiveOut(options),
      replayPath: options.path,
      onCase: ({ testCase, judged: verdict, index }) =>
        verdict ? progress.judged(testCase, verdict, index) : progress.running(testCase, index),
    };
    const { transcript, judged } = await (threads > 1 ? runInThreads(threads, suite) : runSuite(suite));
    const durationMs = machineClock.now().getTime() - started.getTime();
    const expected = compareExpected(known, judged, {
      today: dateJst(started),
      knownIds: new Set(CASES.map(({ id }) => id as string)),
    });
    const { summary } = await writeRun(
      dir,
      {
        schema: 1,
        suite: { name: 'fpos-hil', version: options.version, edition: EDITION },
        iut: {
          id: options.iut,
          name: iut.hello.name,
          version: iut.hello.version,
          roles: iut.roles,
          connector: iut.connector.kind,
          ...told(iut),
        },
        seed,
        selection: selectionOf(options),
        ...(blind && { blind: true as const }),
        ...(options.path !== undefined && { path: options.path }),
        ...(workers !== undefined && workers > 1 && { workers }),
        ...(options.expected !== undefined && { expectedFailures: expected }),
        startedAt: started.toISOString(),
        durationMs,
        environment: { node: process.version, platform: process.platform, arch: process.arch },
      },
      transcript,
      judged,
    );
    return { dir, summary, cases: judged, expected, durationMs };
  } finally {
    await Promise.all(iuts.map(({ connector }) => connector.close()));
  }
}

/**
 * 2 error or nothing that applies, else 1 fail, else 3 inconclusive, else 0. What fails as it is expected to does not
 * count; an expected failure that did not, or has expired, or names nothing, counts as a failure.
 */
export function exitCodeOf(summary: Summary, expected: readonly Expected[] = []): 0 | 1 | 2 | 3 {
  const { pass, fail, inconc, error } = summary;
  if (error > 0 || pass + fail + inconc === 0) return 2;
  const excused = (verdict: Expected['verdict']): number =>
    expected.filter((e) => e.outcome === 'as-expected' && e.verdict === verdict).length;
  if (fail > excused('fail') || expected.some(isRed)) return 1;
  return inconc > excused('inconc') ? 3 : 0;
}
