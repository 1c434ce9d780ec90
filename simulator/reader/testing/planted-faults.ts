/** What a fuzzer of a way to a card must find, tried with each way: one run in which all is well, and runs with a fault planted. */
import { closeSync, openSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Chip } from '../../apdu/channel.ts';
import { TINY_ATR } from './tiny-chip.ts';

const LONG = process.env.FPOS_HIL_LONG !== undefined;
const MESSAGES = LONG ? 100_000 : 2_000;

/** What the plain chip answers to everything. */
export const ANSWER = Uint8Array.of(0x55, 0x90, 0x00);
export const plainChip: Chip = { atr: TINY_ATR, power() {}, transmit: () => ANSWER };

export interface Planting {
  readonly chip?: Chip;
  readonly onExchange?: () => void;
}

export interface WayUnderFire {
  /** Starts the way to the card with what is planted, and sends so many messages. */
  readonly fuzz: (
    planted: Planting,
    messages: number,
  ) => Promise<{ readonly connections: number; readonly growth: number }>;
  /** One message in so many, at least, reaches the card as an APDU. */
  readonly exchangeEvery: number;
  /** So many messages are enough to find a fault. */
  readonly messages: number;
  /** Exchanges that go well before the card falls silent or keeps its power. */
  readonly wellFor: number;
  /** What is kept of each exchange, bytes, so that it is seen among `messages`. */
  readonly keptBytes: number;
  /** As what a power-off that never ends is found. */
  readonly endless: RegExp;
  /** Its end would be waited for in vain. */
  readonly abandon: () => void;
}

export function underFireTests(way: WayUnderFire): void {
  const { fuzz, exchangeEvery, messages, wellFor, keptBytes, endless, abandon } = way;

  test(`${MESSAGES} messages: no crash, no hang, no leak`, { timeout: LONG ? 900_000 : 60_000 }, async () => {
    let exchanges = 0;
    const onExchange = () => {
      exchanges += 1;
    };
    const { connections, growth } = await fuzz({ onExchange }, MESSAGES);
    if (LONG) console.log({ messages: MESSAGES, connections, exchanges, growth });
    expect(connections).toBeGreaterThan(MESSAGES / 20);
    expect(exchanges).toBeGreaterThan(MESSAGES / exchangeEvery);
  });

  test('an exchange that is kept for ever is found', async () => {
    const kept: Uint8Array[] = [];
    const onExchange = () => void kept.push(new Uint8Array(keptBytes));
    await expect(fuzz({ onExchange }, messages)).rejects.toThrow(/^leak of memory/);
  });

  test('descriptors that stay open are found', async () => {
    const leaked: number[] = [];
    const onExchange = () => {
      if (leaked.length < 50) leaked.push(openSync('/dev/null', 'r'));
    };
    await expect(fuzz({ onExchange }, messages)).rejects.toThrow(/^leak of descriptors/);
    for (const descriptor of leaked) closeSync(descriptor);
  });

  test('a card that falls silent is found to hang', async () => {
    let exchanges = 0;
    const transmit = () => {
      exchanges += 1;
      return exchanges > wellFor ? new Promise<never>(() => {}) : ANSWER;
    };
    await expect(fuzz({ chip: { ...plainChip, transmit } }, messages)).rejects.toThrow(/^hang/);
  });

  test('a presence that never ends is found', async () => {
    let offs = 0;
    const power: Chip['power'] = (op) => {
      if (op === 'off') offs += 1;
      return op === 'off' && offs > wellFor ? new Promise<never>(() => {}) : undefined;
    };
    await expect(fuzz({ chip: { ...plainChip, power } }, messages)).rejects.toThrow(endless);
    abandon();
  });
}
