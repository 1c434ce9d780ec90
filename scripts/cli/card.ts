/** `fpos-hil card`: a virtual card for any PC/SC program. */
import { Option } from 'commander';
import { type Chip, createTracer, tracedText } from '../../simulator/apdu/index.ts';
import { saveCard } from '../../simulator/card/index.ts';
import { UsageError } from '../../simulator/errors.ts';
import { CITIZEN_MAX } from '../../simulator/people/index.ts';
import {
  type PcscReader,
  READERS_MAX,
  type ReaderOptions,
  recordedChip,
  runWithCard,
} from '../../simulator/reader/index.ts';
import { DEFAULT_PROFILE } from './card-profiles.ts';
import { newRecording } from './card-recording.ts';
import type { CardRules } from './card-rules.ts';
import { type CardInReader, type CardSource, cardOf, drawnCard, repeated, rulesOf } from './card-source.ts';
import { type CardWays, cardWay, ccidGrace, serveCard } from './card-ways.ts';
import { type AddCommand, type CliContext, newCommand, styled, withExamples } from './context.ts';
import { CITIZEN, SEED, wholeNumber } from './option-values.ts';
import { whenNpmIsGone } from './until-stopped.ts';

interface CardOptions extends CardWays, CardSource {
  readonly trace?: boolean;
  readonly record?: string;
}

/** `card --file CARD new`: makes a card and puts it into a file. */
async function newCard(options: CardOptions, context: CliContext): Promise<void> {
  const { words } = context;
  if (options.file === undefined)
    throw new UsageError('ERR_CARD_USE', words.card.newWithoutFile, { hint: words.card.newHint });
  const { data } = await drawnCard(options, context);
  const profile = options.profile ?? (options.world === undefined ? DEFAULT_PROFILE : undefined);
  saveCard(options.file, data, profile === undefined ? {} : { profile });
  context.print(options.file);
}

/** The cards for as many readers: the first as asked, then those of the citizens who follow. */
async function cardsOf(options: CardOptions, context: CliContext): Promise<CardInReader[]> {
  const cards = [await cardOf(options, context)];
  const { file: _, ...drawn } = options;
  while (cards.length < options.readers) {
    const citizen = options.citizen + cards.length;
    if (citizen > CITIZEN_MAX) break; // The reader stays empty.
    cards.push(await cardOf({ ...drawn, citizen }, context));
  }
  return cards;
}

async function runCard(command: readonly string[], options: CardOptions, context: CliContext): Promise<void> {
  const { words, note } = context;
  if (command[0] === 'new') {
    if (command.length === 1) return newCard(options, context);
    throw new UsageError('ERR_CARD_USE', words.card.newIsLast, { hint: words.card.newHint });
  }
  const way = cardWay(options, command, context);
  if (!way && command.length === 0)
    throw new UsageError('ERR_CARD_USE', words.card.noCommand, { hint: words.card.noCommandHint });
  const rules = await rulesOf(options, context);
  const cards = await cardsOf(options, context);
  const recording = options.record === undefined ? undefined : newRecording(options.record, context);
  // Where nobody can add a rule, none is looked for: to follow what is selected costs more than the card itself.
  const mayChange = options.rule.length > 0 || options.stdin === true || options.world !== undefined;
  const first = (chip: Chip): Chip => {
    const ruled = mayChange ? rules.wrap(chip) : chip;
    return recording === undefined ? ruled : recordedChip(ruled, recording.write);
  };
  const tracer = createTracer();
  const onExchange: ReaderOptions['onExchange'] = options.trace
    ? (capdu, rapdu) => {
        const text = tracedText(tracer.exchange(capdu, rapdu));
        note(styled('dim', `card: ${text}`, process.stderr));
      }
    : undefined;
  try {
    const readers = Array.from({ length: options.readers }, (_, place) => ({
      ...(cards[place] && { chip: place === 0 ? first(cards[place].chip) : cards[place].chip }),
      ...(onExchange && { onExchange }),
    }));
    if (way) await serveCard(way, readers, rules, context);
    else await runCommand(readers, command, rules, context);
  } finally {
    rules.close();
    recording?.close();
    for (const { close } of cards) close();
  }
}

async function runCommand(
  readers: readonly ReaderOptions[],
  command: readonly string[],
  rules: CardRules,
  context: CliContext,
): Promise<void> {
  // As if the signal had reached us: it is passed on to the program.
  const forgetNpm = whenNpmIsGone(() => process.kill(process.pid, 'SIGTERM'));
  const onReaders = ([first]: readonly PcscReader[]): void => rules.lies(first!);
  context.endWith(await runWithCard({ readers, command, grace: ccidGrace, onReaders }));
  forgetNpm();
}

export const addCard: AddCommand = (program, context) => {
  const words = context.words.card;
  const readers = {
    option: '--readers',
    min: 1,
    max: READERS_MAX,
    example: '2',
    code: 'ERR_READERS',
  } as const;
  const command = newCommand('card', context)
    .summary(words.summary)
    .description(words.description)
    .argument('[COMMAND...]', words.command)
    .passThroughOptions() // What follows COMMAND belongs to it.
    .addOption(new Option('--profile <ID>', words.profile))
    .addOption(new Option('--world <URL>', words.world).conflicts('seed'))
    .addOption(new Option('--file <CARD>', words.file))
    .addOption(new Option('--seed <N>', words.seed).default(1).argParser(wholeNumber(SEED, context)))
    .addOption(new Option('--citizen <K>', words.citizen).default(1).argParser(wholeNumber(CITIZEN, context)))
    .addOption(new Option('--trace', words.trace))
    .addOption(new Option('--record <FILE>', words.record))
    .addOption(new Option('--readers <N>', words.readers).default(1).argParser(wholeNumber(readers, context)))
    .addOption(new Option('--rule <TEXT>', words.rule).default([], '').argParser(repeated))
    .addOption(new Option('--pcsc', words.pcsc))
    .addOption(new Option('--vpcd [HOST:PORT]', words.vpcd.option))
    .addOption(new Option('--vpcd-listen [HOST:PORT]', words.vpcd.listenOption))
    .addOption(new Option('--relay [HOST:PORT]', words.relay))
    .addOption(new Option('--relay-to <URL>', words.relayTo))
    .addOption(new Option('--stdin', words.stdin))
    .action((args: string[], options: CardOptions) => runCard(args, options, context));
  program.addCommand(withExamples(command, words.examples, context));
};
