/** `fpos-hil replay`: a recorded dialogue against a card, or beside another recording. */
import { readFileSync } from 'node:fs';
import { Option } from 'commander';
import { toHex } from '../../simulator/apdu/index.ts';
import { type CardData, type KeptCard, readCardText } from '../../simulator/card/index.ts';
import { UsageError } from '../../simulator/errors.ts';
import {
  compareDialogues,
  DIFFERENCE_KINDS,
  type Difference,
  type RecordedEvent,
  type Recording,
  readRecording,
  replayRecording,
  type SecretOf,
  tracedLines,
} from '../../simulator/reader/index.ts';
import { type CardSource, cardOf, repeated, rulesOf } from './card-source.ts';
import { type AddCommand, type CliContext, newCommand, styled, withExamples } from './context.ts';
import { CITIZEN, SEED, wholeNumber } from './option-values.ts';
import { REPLAY_WORDS } from './words/replay.ts';

const EXIT_DIFFERENT = 1;

interface ReplayOptions extends CardSource {
  readonly with?: string;
  readonly content?: boolean;
  readonly show?: boolean;
  readonly json?: boolean;
}

function recordingIn(path: string, { language }: CliContext): Recording {
  const words = REPLAY_WORDS[language];
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new UsageError('ERR_RECORDING_FILE', words.missing(path), { hint: words.missingHint, cause });
  }
  return readRecording(path, text);
}

/** PINs and 照合番号 of a virtual card: as they are now, where the card is in a file, else as it was made. */
function secretsOf({ applications }: CardData, pins?: KeptCard['pins']): SecretOf {
  return (of) => {
    const [aid, fid = ''] = of.split(':');
    const files = applications.find((application) => toHex(application.aid) === aid)?.files;
    const file = files?.find((candidate) => candidate.fid === Number.parseInt(fid, 16));
    return file?.kind === 'pin' ? (pins?.get(file) ?? file).value : undefined;
  };
}

function secretsInFile(path: string): SecretOf {
  const { data, pins } = readCardText(path, readFileSync(path, 'utf8'));
  return secretsOf(data, pins);
}

async function playedOn(
  recording: Recording,
  options: ReplayOptions,
  context: CliContext,
): Promise<readonly RecordedEvent[]> {
  const rules = await rulesOf(options, context);
  const card = await cardOf(options, context);
  try {
    // The file is ours while the card is open.
    const secretOf = options.file === undefined ? secretsOf(card.data) : secretsInFile(options.file);
    return await replayRecording(recording, rules.wrap(card.chip), secretOf);
  } finally {
    rules.close();
    card.close();
  }
}

function tell(differences: readonly Difference[], events: number, { language, print }: CliContext): void {
  const words = REPLAY_WORDS[language];
  for (const { at, kind, line, expected, actual } of differences) {
    print(`${String(at).padStart(5)}  ${line}`);
    print(`       ${styled('yellow', words.difference(words.kinds[kind], expected, actual))}`);
  }
  const counts = DIFFERENCE_KINDS.map(
    (kind) => [kind, differences.filter((one) => one.kind === kind).length] as const,
  );
  const kinds = counts.flatMap(([kind, count]) => (count === 0 ? [] : [`${words.kinds[kind]} ${count}`]));
  print(
    differences.length === 0 ? words.none(events) : words.some(differences.length, events, kinds.join(', ')),
  );
}

async function runReplay(path: string, options: ReplayOptions, context: CliContext): Promise<void> {
  const words = REPLAY_WORDS[context.language];
  const { with: other, show, profile, world, file, rule, content = false } = options;
  const ownCard = [profile, world, file].some((given) => given !== undefined) || rule.length > 0;
  if ([show === true, other !== undefined, ownCard].filter(Boolean).length > 1)
    throw new UsageError('ERR_REPLAY_USE', words.excludes, { hint: words.excludesHint });
  const recording = recordingIn(path, context);
  if (show) {
    const lines = tracedLines(recording.events);
    return context.print(options.json ? JSON.stringify(lines) : lines.join('\n'));
  }
  const second =
    other === undefined ? await playedOn(recording, options, context) : recordingIn(other, context).events;
  const differences = compareDialogues(recording.events, second, { content });
  const events = recording.events.length;
  if (options.json) context.print(JSON.stringify({ events, differences }));
  else tell(differences, events, context);
  if (differences.length > 0) context.endWith(EXIT_DIFFERENT);
}

export const addReplay: AddCommand = (program, context) => {
  const words = REPLAY_WORDS[context.language];
  const command = newCommand('replay', context)
    .summary(words.summary)
    .description(words.description)
    .argument('<FILE>', words.file)
    .addOption(new Option('--content', words.content))
    .addOption(new Option('--with <FILE>', words.with))
    .addOption(new Option('--show', words.show))
    .addOption(new Option('--profile <ID>', words.profile))
    .addOption(new Option('--world <URL>', words.world))
    .addOption(new Option('--file <CARD>', words.cardFile))
    .addOption(new Option('--seed <N>', words.seed).default(1).argParser(wholeNumber(SEED, context)))
    .addOption(new Option('--citizen <K>', words.citizen).default(1).argParser(wholeNumber(CITIZEN, context)))
    .addOption(new Option('--rule <TEXT>', words.rule).default([], '').argParser(repeated))
    .addOption(new Option('--json', context.words.help.json))
    .action((path: string, options: ReplayOptions) => runReplay(path, options, context));
  program.addCommand(withExamples(command, words.examples, context));
};
