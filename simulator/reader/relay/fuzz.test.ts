/** The relay under fire; and five relays with a fault that the fuzzer must find. */
import { afterEach, expect, test } from 'vitest';
import { chanceFrom } from '../../world/index.ts';
import { ANSWER, plainChip, underFireTests } from '../testing/planted-faults.ts';
import { type Relay, type RelayOptions, startRelay } from './relay.ts';
import { fuzzRelay } from './testing/fuzz.ts';
import type { RemoteCard } from './user.ts';

const MESSAGES_FOR_FAULTS = 250;
const SEED = 8;
const TOKEN = 'sixteen-letters!';

let relay: Relay | undefined;
afterEach(async () => {
  await relay?.close();
  relay = undefined;
});

/** While fuzzers bring cards, the relay asks each of them once, so that their answers mean something. */
async function fuzz(options: Partial<RelayOptions>, messages: number) {
  let arrive: ((card: RemoteCard) => void) | undefined;
  const onGuest = (card: RemoteCard): void => {
    if (arrive) arrive(card);
    else card.channel.connect().catch(() => {});
    arrive = undefined;
  };
  relay = await startRelay({ token: TOKEN, chip: plainChip, onGuest, ...options });
  const nextGuest = () =>
    new Promise<RemoteCard>((resolve) => {
      arrive = resolve;
    });
  return fuzzRelay({ relay, token: TOKEN, nextGuest }, chanceFrom(SEED), messages, ANSWER);
}

underFireTests({
  fuzz,
  exchangeEvery: 30,
  messages: MESSAGES_FOR_FAULTS,
  wellFor: 10,
  keptBytes: 1 << 20,
  endless: /^(hang|leak of handles)/,
  abandon() {
    relay = undefined;
  },
});

test('an answer that is changed on its way is found', async () => {
  const transmit = () => Uint8Array.of(0x54, 0x90, 0x00);
  await expect(fuzz({ chip: { ...plainChip, transmit } }, MESSAGES_FOR_FAULTS)).rejects.toThrow(
    /^wrong answer/,
  );
});
