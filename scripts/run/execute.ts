/** One run from start to end: cases, transcript, verdicts, reports. */
import { join } from 'node:path';
import type { TestCase } from '../../conformance/cases/index.ts';
import { EDITION, REQUIREMENTS } from '../../conformance/requirements/index.ts';
import { openIut } from '../../conformance/runner/iut.ts';
import { runSuite } from '../../conformance/runner/run.ts';
import { type Selection, selectCases } from '../../conformance/runner/select.ts';
import {
  type JudgedCase,
  type JudgedRun,
  type Manifest,
  type Summary,
  summarise,
} from '../../conformance/verdict/judged-run.ts';
import { writeTranscript } from '../../conformance/verdict/transcript.ts';
import { renderReports } from '../../reports/index.ts';
import { dateJst, machineClock } from '../../simulator/world/index.ts';
import { prepareFolder, sha256, writeRunFile } from './run-folder.ts';

export interface ExecuteOptions extends Selection {
  readonly iut: string;
  readonly seed: string;
  /** Run folder; default `out/<date in Japan>-<seed>`. */
  readonly out?: string | undefined;
  readonly path?: string | undefined;
  readonly version: string;
  readonly progress: Progress;
}

/** Whoever shows a run to a person. */
export interface Progress {
  begin(cases: readonly TestCase[], iut: { readonly name: string; readonly version: string }): void;
  running(testCase: TestCase, index: number): void;
  judged(testCase: TestCase, judged: JudgedCase, index: number): void;
}

export interface Executed {
  readonly dir: string;
  readonly summary: Summary;
  readonly cases: readonly JudgedCase[];
  readonly durationMs: number;
}

const selectionOf = ({ role, filter, requirement, shard }: Selection): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ role, filter, requirement, shard }).filter(
      (e): e is [string, string] => e[1] !== undefined,
    ),
  );

/** Throws UsageError for what the caller did wrong; a failing IUT is a result. */
export async function execute(options: ExecuteOptions): Promise<Executed> {
  const { seed, progress } = options;
  const cases = selectCases(options);
  const started = machineClock.now();
  const dir = options.out ?? join('out', `${dateJst(started)}-${seed}`);
  const iut = await openIut(options.iut);
  try {
    await prepareFolder(dir);
    progress.begin(cases, iut.hello);
    const { transcript, judged } = await runSuite({
      iuts: [iut],
      seed,
      cases,
      replayPath: options.path,
      onCase: ({ testCase, judged: verdict, index }) =>
        verdict ? progress.judged(testCase, verdict, index) : progress.running(testCase, index),
    });
    const text = writeTranscript(transcript);
    await writeRunFile(dir, 'transcript.jsonl', text);
    const durationMs = machineClock.now().getTime() - started.getTime();
    const manifest: Manifest = {
      schema: 1,
      suite: { name: 'fpos-hil', version: options.version, edition: EDITION },
      iut: {
        id: options.iut,
        name: iut.hello.name,
        version: iut.hello.version,
        roles: iut.roles,
        connector: iut.connector.kind,
      },
      seed,
      selection: selectionOf(options),
      startedAt: started.toISOString(),
      durationMs,
      environment: { node: process.version, platform: process.platform, arch: process.arch },
      files: { 'transcript.jsonl': sha256(text) },
    };
    const run: JudgedRun = {
      manifest,
      summary: summarise(judged),
      requirements: REQUIREMENTS,
      cases: judged,
    };
    const reports = renderReports(run);
    const files: Record<string, string> = { ...manifest.files };
    for (const [name, content] of Object.entries(reports) as [keyof typeof reports, string][]) {
      files[name] = sha256(content);
      await writeRunFile(dir, name, content);
    }
    await writeRunFile(dir, 'manifest.json', `${JSON.stringify({ ...manifest, files }, null, 2)}\n`);
    return { dir, summary: run.summary, cases: judged, durationMs };
  } finally {
    await iut.connector.close();
  }
}

/** 2 error or nothing that applies, else 1 fail, else 3 inconclusive, else 0. */
export function exitCodeOf({ pass, fail, inconc, error }: Summary): 0 | 1 | 2 | 3 {
  if (error > 0 || pass + fail + inconc === 0) return 2;
  if (fail > 0) return 1;
  return inconc > 0 ? 3 : 0;
}
