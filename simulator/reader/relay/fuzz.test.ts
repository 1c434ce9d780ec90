/** The relay under fire; and five relays with a fault that the fuzzer must find. */
import { closeSync, openSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import type { Chip } from '../../apdu/channel.ts';
import { chanceFrom } from '../../world/index.ts';
import { TINY_ATR } from '../testing/tiny-chip.ts';
import { type Relay, type RelayOptions, startRelay } from './relay.ts';
import { fuzzRelay } from './testing/fuzz.ts';
import type { RemoteCard } from './user.ts';

const LONG = process.env.FPOS_HIL_LONG !== undefined;
const MESSAGES = LONG ? 100_000 : 2_000;
const MESSAGES_FOR_FAULTS = 250;
const SEED = 8;
const TOKEN = 'sixteen-letters!';
const ANSWER = Uint8Array.of(0x55, 0x90, 0x00);
const plainChip: Chip = { atr: TINY_ATR, power() {}, transmit: () => ANSWER };

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

test(`${MESSAGES} messages: no crash, no hang, no leak`, { timeout: LONG ? 900_000 : 60_000 }, async () => {
  let exchanges = 0;
  const { connections, growth } = await fuzz(
    {
      onExchange() {
        exchanges += 1;
      },
    },
    MESSAGES,
  );
  if (LONG) console.log({ messages: MESSAGES, connections, exchanges, growth });
  expect(connections).toBeGreaterThan(MESSAGES / 20);
  // Enough of it got as far as the card.
  expect(exchanges).toBeGreaterThan(MESSAGES / 30);
});

test('an exchange that is kept for ever is found', async () => {
  const kept: Uint8Array[] = [];
  const onExchange = () => void kept.push(new Uint8Array(1 << 20));
  await expect(fuzz({ onExchange }, MESSAGES_FOR_FAULTS)).rejects.toThrow(/^leak of memory/);
});

test('descriptors that stay open are found', async () => {
  const leaked: number[] = [];
  const onExchange = () => {
    if (leaked.length < 50) leaked.push(openSync('/dev/null', 'r'));
  };
  await expect(fuzz({ onExchange }, MESSAGES_FOR_FAULTS)).rejects.toThrow(/^leak of descriptors/);
  for (const descriptor of leaked) closeSync(descriptor);
});

test('a card that falls silent is found to hang', async () => {
  let exchanges = 0;
  const transmit = () => {
    exchanges += 1;
    return exchanges > 10 ? new Promise<never>(() => {}) : ANSWER;
  };
  await expect(fuzz({ chip: { ...plainChip, transmit } }, MESSAGES_FOR_FAULTS)).rejects.toThrow(/^hang/);
});

test('a user that is never let go of is found', async () => {
  let offs = 0;
  const power: Chip['power'] = (op) => {
    if (op === 'off') offs += 1;
    return op === 'off' && offs > 10 ? new Promise<never>(() => {}) : undefined;
  };
  await expect(fuzz({ chip: { ...plainChip, power } }, MESSAGES_FOR_FAULTS)).rejects.toThrow(
    /^(hang|leak of handles)/,
  );
  relay = undefined; // its end would be waited for in vain
});

test('an answer that is changed on its way is found', async () => {
  const transmit = () => Uint8Array.of(0x54, 0x90, 0x00);
  await expect(fuzz({ chip: { ...plainChip, transmit } }, MESSAGES_FOR_FAULTS)).rejects.toThrow(
    /^wrong answer/,
  );
});
