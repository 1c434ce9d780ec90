/** `fpos-hil run`: the suite against an IUT. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Option } from 'commander';
import type { TestCase } from '../../conformance/cases/index.ts';
import { selectCases } from '../../conformance/runner/select.ts';
import { type Expected, isRed } from '../../conformance/verdict/expected-failures.ts';
import type { JudgedCase, Summary } from '../../conformance/verdict/judged-run.ts';
import { replayCommand } from '../../reports/index.ts';
import { UsageError } from '../../simulator/errors.ts';
import { execute, exitCodeOf, type Progress } from '../run/execute.ts';
import { readRunFolder } from '../run/run-folder.ts';
import { type AddCommand, type CliContext, newCommand, type Style, styled, withExamples } from './context.ts';
import { SEED, wholeNumber } from './option-values.ts';
import { exitOnSignals } from './until-stopped.ts';
import { packageVersion } from './version.ts';
import { RUN_WORDS, type RunWords } from './words/run.ts';

interface RunOptions {
  readonly iut: string;
  readonly seed: number;
  readonly out?: string;
  readonly case?: string;
  readonly role?: string;
  readonly filter?: string;
  readonly requirement?: string;
  readonly tag?: string;
  readonly ics?: string;
  readonly shard?: string;
  readonly expected?: string;
  readonly blind?: boolean;
  readonly workers?: number;
  readonly path?: string;
  readonly json?: boolean;
  /** commander: true unless --no-rejudge. */
  readonly rejudge: boolean;
}

const STYLE: Readonly<Record<JudgedCase['verdict'], Style>> = {
  pass: 'green',
  fail: 'red',
  inconc: 'yellow',
  error: 'red',
  none: 'yellow',
  notApplicable: 'dim',
};

/** Columns that a text takes on a terminal: Japanese characters take two. */
const widthOf = (text: string): number => [...text].reduce((w, c) => w + (c > '\u1100' ? 2 : 1), 0);

/** As much of a text as fits; the whole where the output is no terminal. */
function fitted(text: string, taken: number): string {
  if (!process.stdout.isTTY) return text;
  const room = Math.max(20, (process.stdout.columns || 80) - taken - 1);
  if (widthOf(text) <= room) return text;
  let cut = '';
  for (const c of text) {
    if (widthOf(cut) + widthOf(c) + 1 > room) break;
    cut += c;
  }
  return `${cut}…`;
}

/**
 * One line for each case, in their order whichever ends first; on a terminal, what is running is shown until then. A case
 * that worsened later is told again.
 */
function liveList(context: CliContext, words: RunWords, seed: string): Progress {
  const column = Math.max(...Object.values(words.verdicts).map(widthOf)) + 2;
  const purposeOf = (c: TestCase): string => (context.language === 'ja' ? c.purposeJa : c.purpose);
  const live = process.stdout.isTTY === true;
  const waiting = new Map<number, () => void>();
  let all = 0;
  let shown = 0;
  let role: string | undefined;
  const show = (testCase: TestCase, { verdict, reason }: JudgedCase): void => {
    if (testCase.role !== role) context.print(styled('bold', testCase.role));
    role = testCase.role;
    const word = words.verdicts[verdict];
    const said = styled(STYLE[verdict], word) + ' '.repeat(column - widthOf(word));
    const id = testCase.id.padEnd(13);
    context.print(`  ${said}${id}${fitted(purposeOf(testCase), 2 + column + 13)}`);
    if (reason) context.print(styled('dim', `  ${' '.repeat(column + 13)}${reason}`));
  };
  const clear = (): void => void (live && process.stdout.write('\r\u001b[K'));
  return {
    begin(cases, { name }) {
      all = cases.length;
      context.print(styled('bold', words.run.begin(all, name, seed)));
    },
    tell: (line) => context.note(line),
    running(testCase, index) {
      clear();
      if (live) process.stdout.write(`  ${'…'.padEnd(column)}${testCase.id.padEnd(13)}${index + 1}/${all}`);
    },
    judged(testCase, judged, index) {
      clear();
      waiting.set(index, () => show(testCase, judged));
      if (index < shown) show(testCase, judged);
      for (; waiting.has(shown); shown++) waiting.get(shown)!();
    },
  };
}

/** What a file of expected failures came to: a line for each entry that makes the run red. */
export function tellExpected(
  expected: readonly Expected[],
  context: Pick<CliContext, 'print'>,
  words: RunWords,
): void {
  if (expected.length === 0) return;
  for (const e of expected.filter(isRed))
    context.print(styled('red', words.run.notAsExpected(e.case, words.outcomes[e.outcome], e.seen)));
  const excused = expected.filter(({ outcome }) => outcome === 'as-expected').length;
  context.print(words.run.asExpected(excused, expected.length));
}

const silent: Progress = { begin: () => {}, running: () => {}, judged: () => {} };

export const countsOf = (summary: Summary, { verdicts }: RunWords): string =>
  (['pass', 'fail', 'inconc', 'error', 'notApplicable'] as const)
    .map((v) => styled(summary[v] > 0 ? STYLE[v] : 'dim', `${summary[v]} ${verdicts[v]}`))
    .join(', ');

/** The verdicts once more, from the files alone, by a process that has seen nothing of the run. */
async function rejudgedElsewhere(dir: string): Promise<boolean> {
  const child = spawn(process.execPath, [process.argv[1]!, 'judge', dir, '--json'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
}

async function run(options: RunOptions, context: CliContext): Promise<void> {
  const forget = exitOnSignals();
  try {
    await runAndTell(options, context);
  } finally {
    forget();
  }
}

/** A path leads to one of the runs that one case draws. */
function demandReplayable(options: RunOptions, path: string, { run: words }: RunWords): void {
  const [testCase, ...more] = selectCases(options);
  if (!testCase || more.length > 0)
    throw new UsageError('ERR_PATH', words.pathNeedsOne, { hint: words.pathHint });
  if (!testCase.drawn)
    throw new UsageError('ERR_PATH', words.pathNotDrawn(testCase.id), { hint: words.pathFrom });
  if (!/^\d+(:\d+)*$/.test(path))
    throw new UsageError('ERR_PATH', words.pathMalformed(path), { hint: words.pathFrom });
}

async function runAndTell(options: RunOptions, context: CliContext): Promise<void> {
  const words = RUN_WORDS[context.language];
  const seed = String(options.seed);
  if (options.path !== undefined) demandReplayable(options, options.path, words);
  const progress = options.json ? silent : liveList(context, words, seed);
  const { dir, summary, cases, expected, durationMs } = await execute({
    ...options,
    seed,
    version: packageVersion(),
    progress,
  });
  const same = !options.rejudge || (await rejudgedElsewhere(dir));

  if (options.json)
    context.print(
      JSON.stringify({
        dir,
        summary,
        rejudged: options.rejudge ? same : null,
        ...(options.expected !== undefined && {
          expected: expected.map(({ case: id, outcome, seen }) => ({ id, outcome, seen })),
        }),
      }),
    );
  else {
    context.print('');
    context.print(words.run.summaryLine(countsOf(summary, words), (durationMs / 1000).toFixed(1)));
    const advisories = cases.reduce((sum, one) => sum + one.advisories.length, 0);
    if (advisories > 0) context.print(styled('yellow', words.run.advisories(advisories)));
    if (summary.notApplicable === cases.length) context.print(styled('yellow', words.run.nothingApplied));
    tellExpected(expected, context, words);
    if (options.rejudge && same) context.print(words.run.rejudged(cases.length));
    context.print(`${words.run.report}: ${dir}/report.html`);
    if (summary.fail + summary.inconc + summary.error > 0)
      context.print(`${words.run.replay}: ${replayCommand((await readRunFolder(dir)).manifest, cases)}`);
  }
  if (!same) context.note(styled('red', words.run.rejudgeFailed, process.stderr));
  context.endWith(same ? exitCodeOf(summary, expected) : 2);
}

export const addRun: AddCommand = (program, context) => {
  const words = RUN_WORDS[context.language].run;
  const command = newCommand('run', context)
    .summary(words.summary)
    .description(words.description)
    .addOption(new Option('--iut <ID|FILE>', words.iut).default('reference'))
    .addOption(new Option('--seed <N>', words.seed).default(1).argParser(wholeNumber(SEED, context)))
    .addOption(new Option('--out <DIR>', words.out))
    .addOption(new Option('--case <IDS>', words.case))
    .addOption(new Option('--role <R>', words.role))
    .addOption(new Option('--filter <TEXT>', words.filter))
    .addOption(new Option('--requirement <ID>', words.requirement))
    .addOption(new Option('--tag <TAG>', words.tag))
    .addOption(new Option('--ics <ITEM>', words.ics))
    .addOption(new Option('--shard <i/n>', words.shard))
    .addOption(new Option('--expected <FILE>', words.expected))
    .addOption(new Option('--blind', words.blind))
    .addOption(
      new Option('--workers <N>', words.workers).argParser(
        wholeNumber({ option: '--workers', min: 1, max: 64, example: '4', code: 'ERR_WORKERS' }, context),
      ),
    )
    .addOption(new Option('--path <PATH>', words.path))
    .addOption(new Option('--json', context.words.help.json))
    .addOption(new Option('--no-rejudge', words.noRejudge))
    .action((options: RunOptions) => run(options, context));
  program.addCommand(withExamples(command, words.examples, context));
};
