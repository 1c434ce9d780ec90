/** `fpos-hil relay`: phones that dial in with a card are readers here. */
import { Option } from 'commander';
import { UsageError } from '../../simulator/errors.ts';
import {
  guestReaders,
  type PcscService,
  privateSocketPath,
  type Relay,
  runWithCard,
  startPcscService,
  startRelay,
} from '../../simulator/reader/index.ts';
import { shellWord } from './card-ways.ts';
import { type AddCommand, type CliContext, newCommand, withExamples } from './context.ts';
import { addressOf } from './option-values.ts';
import { relayToken, warnOfOpenRelay } from './relay-token.ts';
import { listenForStop } from './until-stopped.ts';

interface RelayCommandOptions {
  readonly listen?: string;
}

/** Opens the relay on this service; its URL is told. */
async function relayOn(
  service: PcscService,
  listen: string | undefined,
  context: CliContext,
): Promise<{ relay: Relay; firstCard: Promise<void> }> {
  const { words, note } = context;
  const address = addressOf('--listen', listen ?? true, { host: '127.0.0.1', port: 0 }, context);
  const { add, firstCard } = guestReaders(service);
  const relay = await startRelay({
    ...address,
    token: relayToken(),
    onGuest: add,
    onTurnedAway: (why) => note(words.relay.turnedAway(why)),
  });
  warnOfOpenRelay(address.host, context);
  return { relay, firstCard };
}

async function runRelay(
  command: readonly string[],
  { listen }: RelayCommandOptions,
  context: CliContext,
): Promise<void> {
  const { stopped, forget } = listenForStop();
  const { words, note, print } = context;
  let relay: Relay | undefined;
  try {
    if (command.length === 0) {
      const service = await startPcscService({ readers: [], socketPath: await privateSocketPath() });
      try {
        ({ relay } = await relayOn(service, listen, context));
        print(relay.url('reader'));
        print(`export PCSCLITE_CSOCK_NAME=${shellWord(service.socketPath)}`);
        await stopped;
      } finally {
        await relay?.close();
        await service.close();
      }
      return;
    }
    const ready = async (service: PcscService): Promise<void> => {
      const opened = await relayOn(service, listen, context);
      relay = opened.relay;
      note(words.relay.waiting(relay.url('reader')));
      const came = opened.firstCard.then(() => true);
      if (!(await Promise.race([came, stopped.then(() => false)])))
        throw new UsageError('ERR_RELAY_STOPPED', words.relay.stopped, { hint: words.relay.stoppedHint });
      forget(); // from now on signals are for the program
    };
    context.endWith(await runWithCard({ readers: [], command, ready }));
  } finally {
    forget();
    await relay?.close();
  }
}

export const addRelay: AddCommand = (program, context) => {
  const words = context.words.relay;
  const command = newCommand('relay', context)
    .summary(words.summary)
    .description(words.description)
    .argument('[COMMAND...]', words.command)
    .passThroughOptions() // What follows COMMAND belongs to it.
    .addOption(new Option('--listen <HOST:PORT>', words.listen))
    .action((args: string[], options: RelayCommandOptions) => runRelay(args, options, context));
  program.addCommand(withExamples(command, words.examples, context));
};
