/** The command line: from arguments to an exit code. `bin/fpos-hil.js` starts it. */
import { type Command, CommanderError } from 'commander';
import { UsageError } from '../../simulator/errors.ts';
import { type AddCommand, type CliContext, newCommand, withExamples } from './context.ts';
import { EXIT_USAGE, tellError, usageErrorOf } from './errors.ts';
import { packageVersion } from './version.ts';
import { languageOf, wordsIn } from './words/index.ts';

/** In the order of the help. Each is loaded when it is asked for: a card needs no suite. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  run: async () => (await import('./run.ts')).addRun,
  init: async () => (await import('./init.ts')).addInit,
  doctor: async () => (await import('./doctor.ts')).addDoctor,
  card: async () => (await import('./card.ts')).addCard,
  replay: async () => (await import('./replay.ts')).addReplay,
  relay: async () => (await import('./relay.ts')).addRelay,
  world: async () => (await import('./world.ts')).addWorld,
  merge: async () => (await import('./merge.ts')).addMerge,
  judge: async () => (await import('./judge.ts')).addJudge,
  list: async () => (await import('./list.ts')).addList,
};

/** The command that is asked for; all of them when none is, for the help and for suggestions. */
async function commandsFor(args: readonly string[]): Promise<readonly AddCommand[]> {
  const [name = ''] = args;
  const asked = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return Promise.all(asked ? [asked()] : Object.values(COMMANDS).map((load) => load()));
}

async function createProgram(
  args: readonly string[],
  context: CliContext,
  { out }: Surroundings,
): Promise<Command> {
  const { words } = context;
  const program = newCommand('fpos-hil', context)
    .description(words.program.description)
    .version(packageVersion(), '-V, --version', words.help.version)
    .enablePositionalOptions();
  for (const add of await commandsFor(args)) add(program, context);
  withExamples(program, words.program.examples, context);
  for (const command of [program, ...program.commands]) {
    // We tell of errors ourselves, in the caller's language; what is asked for (help, version) still goes to stdout.
    command.exitOverride().configureOutput({ writeOut: out, outputError: () => {} });
  }
  return program;
}

/** The command that a refusal is about: the first word that is one. */
const commandOf = (program: Command, args: readonly string[]): Command =>
  program.commands.find((command) => command.name() === args.find((arg) => !arg.startsWith('-'))) ?? program;

const isHelp = ({ code }: CommanderError): boolean =>
  code === 'commander.helpDisplayed' || code === 'commander.version';

/** Where the command line speaks, and what it is told by the environment. */
export interface Surroundings {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly env: NodeJS.ProcessEnv;
}

const ofThisProcess: Surroundings = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  env: process.env,
};

/** A reader that has had enough (`| head`) is no error: end, and say nothing. Output that is lost otherwise is one. */
function endOnLostOutput(exitCode: () => number, context: CliContext): void {
  process.stderr.on('error', () => process.exit(exitCode() || EXIT_USAGE));
  process.stdout.on('error', ({ code = '' }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.exit(exitCode());
    tellError(new UsageError('ERR_OUTPUT', context.words.errors.outputLost(code)), context);
    process.exit(EXIT_USAGE);
  });
}

/** Runs one command line and gives its exit code. Never throws. */
export async function main(args: readonly string[], around: Surroundings = ofThisProcess): Promise<number> {
  let exitCode = 0;
  const language = languageOf(args, around.env);
  const context: CliContext = {
    language,
    words: wordsIn(language),
    print: (line) => around.out(`${line}\n`),
    note: (line) => around.err(`${line}\n`),
    endWith: (code) => {
      exitCode = code;
    },
  };
  if (around === ofThisProcess) endOnLostOutput(() => exitCode, context);
  const program = await createProgram(args, context, around);
  try {
    if (args.length === 0) {
      around.err(program.helpInformation({ error: true }));
      return EXIT_USAGE;
    }
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && isHelp(error)) return 0;
    const at = commandOf(program, args);
    tellError(error instanceof CommanderError ? usageErrorOf(error, at, context) : error, context);
    return EXIT_USAGE;
  }
}
