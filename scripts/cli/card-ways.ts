/** The ways to a card that runs until it is stopped: for programs, readers and machines that are started elsewhere. */
import { UsageError } from '../../simulator/errors.ts';
import {
  bringCard,
  type CardSideOptions,
  dialVpcd,
  inProcessReader,
  listenForVpcd,
  privateSocketPath,
  type ReaderOptions,
  startPcscService,
  startRelay,
  VPCD_HOST,
  VPCD_PORT,
} from '../../simulator/reader/index.ts';
import { machineWait } from '../../simulator/world/index.ts';
import { moveCards } from './card-moves.ts';
import type { CardRules } from './card-rules.ts';
import type { CliContext } from './context.ts';
import { addressOf } from './option-values.ts';
import { relayToken, warnOfOpenRelay } from './relay-token.ts';
import { listenForStop } from './until-stopped.ts';

/** What the command line says of them; a value of `true` is an option without its address. */
export interface CardWays {
  readonly pcsc?: boolean;
  /** How many readers; only our own service has more than one. */
  readonly readers: number;
  readonly stdin?: boolean;
  readonly vpcd?: string | true;
  readonly vpcdListen?: string | true;
  readonly relay?: string | true;
  readonly relayTo?: string;
}

/** `stopped`: a signal came. Each ends with the card taken out. */
type Serve = (
  readers: readonly ReaderOptions[],
  stopped: Promise<void>,
  rules: CardRules,
  context: CliContext,
) => Promise<void>;

/** Serves one card; the reader is somebody else's. */
const oneCard =
  (serve: (card: CardSideOptions, stopped: Promise<void>, context: CliContext) => Promise<void>): Serve =>
  async ([reader], stopped, _rules, context) => {
    if (reader?.chip) await serve({ chip: reader.chip, onExchange: reader.onExchange }, stopped, context);
  };

/**
 * How long pcscd leaves an unused card its power in a CCID reader (PCSCLITE_POWER_OFF_GRACE_PERIOD, pcsc-lite 1.9.9 to
 * 2.5.1). Then the card forgets which PINs were verified.
 */
const CCID_GRACE_MS = 5_000;
export const ccidGrace = (inUse: AbortSignal): Promise<void> => machineWait(CCID_GRACE_MS, inUse);

/** A word that a shell reads as it stands. */
export const shellWord = (text: string): string =>
  /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** Our own PC/SC service; `takeCommands`: standard input tells of cards that come and go. */
const overPcsc =
  (takeCommands: boolean): Serve =>
  async (readers, stopped, rules, context) => {
    const socketPath = await privateSocketPath();
    const service = await startPcscService({ readers, socketPath, grace: ccidGrace });
    rules.lies(service.readers[0]!);
    context.print(`export PCSCLITE_CSOCK_NAME=${shellWord(service.socketPath)}`);
    const endCommands = takeCommands ? moveCards(service, rules, process.stdin, context) : () => {};
    await stopped;
    endCommands();
    await service.close();
  };

const vpcdAddress = (option: string, text: string | true, context: CliContext) =>
  addressOf(option, text, { host: VPCD_HOST, port: VPCD_PORT }, context);

/** In a reader of vpcd that listens. It ends with an error when the reader has gone. */
const intoVpcd = (text: string | true): Serve =>
  oneCard(async (served, stopped, context) => {
    const { vpcd } = context.words.card;
    const address = vpcdAddress('--vpcd', text, context);
    const card = await dialVpcd({ ...served, ...address });
    const where = `${address.host}:${address.port}`;
    context.note(vpcd.dialled(where));
    void card.inserted.then(() => context.print(vpcd.inserted(where)));
    const fault = await Promise.race([
      stopped.then(() => 'stopped' as const),
      card.ended.then((error) => error ?? ('gone' as const)),
    ]);
    await card.close();
    if (fault === 'gone') throw new UsageError('ERR_VPCD_GONE', vpcd.gone(where), { hint: vpcd.goneHint });
    if (fault !== 'stopped') throw fault;
  });

/** For a vpcd that dials. */
const forVpcd = (text: string | true): Serve =>
  oneCard(async (served, stopped, context) => {
    const { vpcd } = context.words.card;
    const address = vpcdAddress('--vpcd-listen', text, context);
    const listener = await listenForVpcd({
      ...served,
      ...address,
      onReader(reader) {
        void reader.inserted.then(() => context.note(vpcd.readerCame));
        void reader.ended.then((fault) => context.note(fault ? fault.message : vpcd.readerLeft));
      },
    });
    context.print(vpcd.listening(listener.host, listener.port));
    await stopped;
    await listener.close();
  });

/** For those who dial our relay. */
const overRelay = (text: string | true): Serve =>
  oneCard(async (served, stopped, context) => {
    const { words, note, print } = context;
    const address = addressOf('--relay', text, { host: '127.0.0.1', port: 0 }, context);
    const onTurnedAway = (why: string): void => note(words.relay.turnedAway(why));
    const relay = await startRelay({ ...served, ...address, token: relayToken(), onTurnedAway });
    warnOfOpenRelay(address.host, context);
    print(relay.url('card'));
    await stopped;
    await relay.close();
  });

/** To the relay of somebody else, as a phone brings its card. */
const toRelay = (url: string): Serve =>
  oneCard(async ({ chip, onExchange }, stopped, { words: { relay }, print }) => {
    const brought = await bringCard(url, { channel: inProcessReader(chip), atr: chip.atr, onExchange });
    print(relay.brought);
    const ended = await Promise.race([stopped.then(() => false), brought.ended.then(() => true)]);
    brought.close();
    await brought.ended;
    if (ended) throw new UsageError('ERR_RELAY_GONE', relay.gone, { hint: relay.goneHint });
  });

/** The way that was asked for; more than one is a mistake, and so is a command beside one. */
export function cardWay(
  { pcsc, vpcd, vpcdListen, relay, relayTo, readers, stdin }: CardWays,
  command: readonly string[],
  { words: { card: words } }: CliContext,
): Serve | undefined {
  const asked = [
    ...(pcsc ? [['--pcsc', overPcsc(stdin === true)] as const] : []),
    ...(vpcd === undefined ? [] : [['--vpcd', intoVpcd(vpcd)] as const]),
    ...(vpcdListen === undefined ? [] : [['--vpcd-listen', forVpcd(vpcdListen)] as const]),
    ...(relay === undefined ? [] : [['--relay', overRelay(relay)] as const]),
    ...(relayTo === undefined ? [] : [['--relay-to', toRelay(relayTo)] as const]),
  ];
  const [first, second] = asked;
  if (first && second)
    throw new UsageError('ERR_CARD_USE', words.twoWays(first[0], second[0]), { hint: words.twoWaysHint });
  if (first && command.length > 0)
    throw new UsageError('ERR_CARD_USE', words.wayAndCommand(first[0]), { hint: words.bothHint(first[0]) });
  if (stdin && first?.[0] !== '--pcsc')
    throw new UsageError('ERR_CARD_USE', words.stdinWithoutPcsc, { hint: words.stdinHint });
  if (first && first[0] !== '--pcsc' && readers > 1)
    throw new UsageError('ERR_CARD_USE', words.oneReader(first[0]), { hint: words.oneReaderHint });
  return first?.[1];
}

/** Serves the card until a signal comes. */
export async function serveCard(
  serve: Serve,
  readers: readonly ReaderOptions[],
  rules: CardRules,
  context: CliContext,
): Promise<void> {
  const { stopped, forget } = listenForStop();
  try {
    await serve(readers, stopped, rules, context);
  } finally {
    forget();
  }
}
