/** What every command is handed: the language, and where it speaks. */
import { styleText } from 'node:util';
import { type Argument, Command, Option } from 'commander';
import { LANGUAGES, type Language, type Words } from './words/index.ts';

export interface CliContext {
  readonly language: Language;
  readonly words: Words;
  /** Result of the command: a line on stdout. */
  print(line: string): void;
  /** What a person should know beside the result: a line on stderr. */
  note(line: string): void;
  /** The exit code of the process; 0 until a command says otherwise. */
  endWith(exitCode: number): void;
}

/** Adds one command to the program. Each has a file of its own. */
export type AddCommand = (program: Command, context: CliContext) => void;

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green';

/** Colour, if the stream is a terminal that wants it (NO_COLOR, NODE_DISABLE_COLORS and FORCE_COLOR are heeded). */
export const styled = (style: Style, text: string, stream: NodeJS.WriteStream = process.stdout): string =>
  styleText(style, text, { stream });

/** `-- COMMAND…` for another program's command line, `[WHAT]` for what may be left out, `<DIR…>` for what may be many. */
function argumentUsage(argument: Argument): string {
  const { required, variadic } = argument;
  const name = argument.name();
  if (variadic && !required) return `-- ${name}…`;
  const many = variadic ? `${name}…` : name;
  return required ? `<${many}>` : `[${many}]`;
}

/** A command whose help is in the language of the context. */
export function newCommand(name: string, { words: { help } }: CliContext): Command {
  const titles: Readonly<Record<string, string>> = {
    'Usage:': help.usage,
    'Arguments:': help.arguments,
    'Options:': help.options,
    'Commands:': help.commands,
  };
  const defaultTold = (value: unknown): readonly string[] =>
    typeof value === 'string' || typeof value === 'number' ? [`(${help.default}: ${value})`] : [];
  return new Command(name)
    .helpOption('-h, --help', help.help)
    .helpCommand(false)
    .addOption(new Option('--lang <LANG>', help.lang).choices(LANGUAGES))
    .configureHelp({
      styleTitle: (title) => styled('bold', titles[title] ?? title),
      commandUsage: (command) =>
        [
          ...(command.parent ? [command.parent.name()] : []),
          command.name(),
          help.optionsWord,
          ...command.registeredArguments.map(argumentUsage),
          ...(command.commands.length > 0 ? [help.commandWord] : []),
        ].join(' '),
      argumentDescription: ({ description, defaultValue }) =>
        [description, ...defaultTold(defaultValue)].join(' '),
      // Choices and defaults are told in the language of the rest; those of --lang stand in its description.
      optionDescription: ({ description, defaultValue, argChoices, long }) =>
        [
          description,
          ...(argChoices && long !== '--lang' ? [`(${help.choices}: ${argChoices.join(', ')})`] : []),
          ...defaultTold(defaultValue),
        ].join(' '),
    });
}

/** Commands that work when copied, each with what it is for. */
export function withExamples(
  command: Command,
  examples: readonly (readonly string[])[],
  { words }: CliContext,
): Command {
  return command.addHelpText('after', () => {
    const lines = examples.flatMap(([line, says]) => [`  ${line}`, styled('dim', `      ${says}`)]);
    return ['', styled('bold', words.help.examples), ...lines].join('\n');
  });
}
