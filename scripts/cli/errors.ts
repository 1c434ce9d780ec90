/** How errors end the command line: a line with a stable code, a line that helps, exit code 2; never a stack trace. */
import type { Command, CommanderError } from 'commander';
import { hintOf, SetupError } from '../../conformance/iut/setup-fault.ts';
import { CodedError, UsageError } from '../../simulator/errors.ts';
import { type CliContext, styled } from './context.ts';
import { inJapanese } from './words/faults.ts';
import { refusalInJapanese } from './words/refusals.ts';

/** Exit code for a caller's mistake and for faults of the set-up. */
export const EXIT_USAGE = 2;

/** The pieces in quotes of commander's sentence: names that the caller typed, and what it suggests. */
const namesIn = (message: string): readonly string[] => [...message.matchAll(/'([^']*)'/g)].map((m) => m[1]!);
const suggestionIn = (message: string): string | undefined => /\(Did you mean (\S+)\?\)/.exec(message)?.[1];
const choicesIn = (message: string): string | undefined =>
  /Allowed choices are (.*)\.$/s.exec(message.trim())?.[1];

/** The full name of the command that a caller got wrong, for the hint. */
const helpOf = (command: Command): string =>
  [command.parent?.name(), command.name()].filter(Boolean).join(' ');

/** Commander's refusals as errors of ours, in the caller's language. */
export function usageErrorOf(
  { code, message }: CommanderError,
  at: Command,
  context: CliContext,
): UsageError {
  const { errors } = context.words;
  const [name = '', value = ''] = namesIn(message);
  const see = { hint: errors.seeHelp(helpOf(at)) };
  switch (code) {
    case 'commander.unknownOption':
      return new UsageError('ERR_OPTION_UNKNOWN', errors.unknownOption(name, suggestionIn(message)), see);
    case 'commander.unknownCommand':
      return new UsageError('ERR_COMMAND_UNKNOWN', errors.unknownCommand(name, suggestionIn(message)), see);
    case 'commander.optionMissingArgument':
      return new UsageError('ERR_OPTION_VALUE', errors.noValue(name), see);
    case 'commander.invalidArgument': {
      const choices = choicesIn(message);
      const hint = choices === undefined ? see.hint : errors.badChoiceHint(choices);
      return new UsageError('ERR_OPTION_VALUE', errors.badChoice(name, value), { hint });
    }
    case 'commander.excessArguments':
      return new UsageError('ERR_ARGUMENTS', errors.tooManyArguments, see);
    case 'commander.missingArgument':
      return new UsageError('ERR_ARGUMENTS', errors.missingArgument(name), see);
    case 'commander.conflictingOption':
      return new UsageError(
        'ERR_OPTION_CONFLICT',
        `${errors.conflict}: ${[...message.matchAll(/--[a-z-]+/g)].join(', ')}`,
        see,
      );
    default:
      return new UsageError('ERR_USAGE', message.replace(/^error: /, ''), see);
  }
}

/** One line: whatever was typed or read cannot break out of it, nor reach the terminal as control characters. */
const oneLine = (text: string): string =>
  text.replace(/\s*\n\s*/g, ' ').replace(/[\u0000-\u001f\u007f-\u009f]/g, '\uFFFD');

/** Mistakes of a set-up are found far from here, and told in English there. */
function translated(error: CodedError): Pick<CodedError, 'message' | 'hint'> {
  if (!(error instanceof SetupError)) {
    if (!/^ERR_IUT_CONFIG/.test(error.code)) return refusalInJapanese(error.code, error.message, error.hint);
    const hint = error.hint && inJapanese('mend', error.hint);
    return { message: inJapanese('found', error.message), hint };
  }
  const { file, faults } = error;
  return {
    message: `${file}: ${faults.map(({ field, found }) => `${field}: ${inJapanese('found', found)}`).join('; ')}`,
    hint: hintOf(faults, (mend) => inJapanese('mend', mend)),
  };
}

/** Tells of an error on stderr. */
export function tellError(error: unknown, { words: { errors }, language, note }: CliContext): void {
  const coded =
    error instanceof CodedError
      ? error
      : new UsageError(
          'ERR_INTERNAL',
          `${errors.internal}: ${error instanceof Error ? error.message : error}`,
          {
            hint: errors.internalHint,
          },
        );
  const { message, hint } = language === 'ja' ? translated(coded) : coded;
  note(`${styled('red', coded.code, process.stderr)}: ${oneLine(message)}`);
  if (hint !== undefined) note(`${styled('dim', errors.hint, process.stderr)}: ${oneLine(hint)}`);
  if (process.env.FPOS_HIL_DEBUG === '1' && error instanceof Error) note(error.stack ?? '');
}
