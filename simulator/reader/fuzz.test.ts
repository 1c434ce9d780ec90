/** The socket of our service under fire; and five services with a fault that the fuzzer must find. */
import { closeSync, openSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import type { Chip } from '../apdu/channel.ts';
import { chanceFrom } from '../world/index.ts';
import { type PcscService, startPcscService } from './pcsc-service.ts';
import { privateSocketPath } from './private-socket.ts';
import { fuzzService } from './testing/fuzz.ts';
import { TINY_ATR } from './testing/tiny-chip.ts';
import { startWrongService, type WrongService } from './testing/wrong-service.ts';

const LONG = process.env.FPOS_HIL_LONG !== undefined;
const MESSAGES = LONG ? 100_000 : 2_000;
/** Enough for a planted fault to show. */
const MESSAGES_FOR_FAULTS = 1_200;
const SEED = 8;

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const service of open.splice(0).reverse()) await service.close();
});

const ANSWER = Uint8Array.of(0x55, 0x90, 0x00);

async function start(chip: Chip, onExchange?: (capdu: Uint8Array) => void): Promise<PcscService> {
  const service = await startPcscService({
    readers: [{ chip, ...(onExchange && { onExchange }) }],
    socketPath: await privateSocketPath(),
    // An odd protocol that was negotiated must not outlive who wanted it.
    grace: () => Promise.resolve(),
  });
  open.push(service);
  return service;
}
const fuzz = (socketPath: string, reader: string, messages: number) =>
  fuzzService({ socketPath, reader }, chanceFrom(SEED), messages, ANSWER);

/** Keeps nothing, unlike the throw-away chip. */
const plainChip: Chip = { atr: TINY_ATR, power() {}, transmit: () => ANSWER };

test(`${MESSAGES} messages: no crash, no hang, no leak`, { timeout: LONG ? 900_000 : 60_000 }, async () => {
  let exchanges = 0;
  const { socketPath, readers } = await start(plainChip, () => {
    exchanges += 1;
  });
  const { connections, growth } = await fuzz(socketPath, readers[0]!.name, MESSAGES);
  if (LONG) console.log({ messages: MESSAGES, connections, exchanges, growth });
  expect(connections).toBeGreaterThan(MESSAGES / 20);
  // Enough of it got as far as the card.
  expect(exchanges).toBeGreaterThan(MESSAGES / 30);
});

test('an exchange that is kept for ever is found', async () => {
  const kept: Uint8Array[] = [];
  const { socketPath, readers } = await start(plainChip, () => void kept.push(new Uint8Array(1 << 19)));
  await expect(fuzz(socketPath, readers[0]!.name, MESSAGES_FOR_FAULTS)).rejects.toThrow(/^leak of memory/);
  expect(kept.length).toBeGreaterThan(0);
});

test('connections of the dead that stay open are found', async () => {
  const keepsTheDead: WrongService = { id: 'dead', says: '', keepsTheDead: true };
  const { socketPath, readers } = await start(plainChip);
  const relay = await startWrongService(keepsTheDead, socketPath);
  open.push(relay);
  const run = fuzz(relay.socketPath, readers[0]!.name, MESSAGES_FOR_FAULTS);
  await expect(run).rejects.toThrow(/^(leak of (descriptors|handles)|hang)/);
});

test('descriptors that stay open are found, even if nothing else is wrong', async () => {
  const leaked: number[] = [];
  const { socketPath, readers } = await start(plainChip, () => {
    if (leaked.length < 50) leaked.push(openSync('/dev/null', 'r'));
  });
  const run = fuzz(socketPath, readers[0]!.name, MESSAGES_FOR_FAULTS);
  await expect(run).rejects.toThrow(/^leak of descriptors/);
  for (const descriptor of leaked) closeSync(descriptor);
});

test('a card that falls silent is found to hang', async () => {
  let exchanges = 0;
  const { socketPath, readers } = await start({
    ...plainChip,
    transmit: () => {
      exchanges += 1;
      return exchanges > 20 ? new Promise<never>(() => {}) : ANSWER;
    },
  });
  await expect(fuzz(socketPath, readers[0]!.name, MESSAGES_FOR_FAULTS)).rejects.toThrow(/^hang/);
});

test('an answer of the card that is changed on its way is found', async () => {
  const changes: WrongService = {
    id: 'data',
    says: '',
    data: (rapdu) => rapdu.map((byte) => byte ^ 1),
  };
  const { socketPath, readers } = await start(plainChip);
  const relay = await startWrongService(changes, socketPath);
  open.push(relay);
  const run = fuzz(relay.socketPath, readers[0]!.name, MESSAGES_FOR_FAULTS);
  await expect(run).rejects.toThrow(/^wrong answer/);
});
