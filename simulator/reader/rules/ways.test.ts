/** The same rules in each kind of reader: in this process, behind our PC/SC service, in a reader of vpcd. */
import { expect, test } from 'vitest';
import type { CardChannel, Chip } from '../../apdu/channel.ts';
import { fromHex, toHex } from '../../apdu/index.ts';
import { chanceFrom } from '../../world/index.ts';
import { inProcessReader } from '../channels.ts';
import { type PcscReader, startPcscService } from '../pcsc-service.ts';
import { privateSocketPath } from '../private-socket.ts';
import { pcscChannel } from '../testing/pcsc-channel.ts';
import { PcscTestClient } from '../testing/pcsc-test-client.ts';
import { tinyChip } from '../testing/tiny-chip.ts';
import { CONTROL } from '../vpcd/frames.ts';
import { plugged } from '../vpcd/testing/raw-reader.ts';
import { foreignCard } from './foreign-cards.ts';
import { createRuleBook } from './rule-book.ts';
import { ruledChip } from './ruled.ts';

const READ = fromHex('00B0000004');
const RULES = [
  'the 2nd command answers 6F00',
  'the 3rd command gives at most 1 byte',
  'the 4th command changes byte 0 to FF',
  'the 5th command answers 90',
  'the 6th command finds passport',
  'the 7th command loses the card during it',
];
const EXPECTED = ['308206D19000', '6F00', '309000', 'FF8206D19000', '90', '6982', 'gone'];

function ruled(onTorn: () => void = () => {}): { chip: Chip; seen: () => number } {
  const own = tinyChip(() => fromHex('308206D19000'));
  const book = createRuleBook({ chance: chanceFrom(1) });
  for (const rule of RULES) book.add(rule);
  const options = { fire: book.fire, wait: async () => {}, card: foreignCard, onTorn };
  return { chip: ruledChip(own, options), seen: () => own.capdus.length };
}

async function answers(transmit: (capdu: Uint8Array) => Promise<Uint8Array>): Promise<string[]> {
  const all: string[] = [];
  for (const _ of EXPECTED) all.push(await transmit(READ).then(toHex, () => 'gone'));
  return all;
}

test('in this process', async () => {
  const { chip, seen } = ruled();
  const channel: CardChannel = inProcessReader(chip);
  await channel.connect();
  expect(await answers((capdu) => channel.transmit(capdu))).toEqual(EXPECTED);
  expect(seen()).toBe(3);
});

test('behind the PC/SC service: the reader is empty when the card is torn away', async () => {
  let reader: PcscReader | undefined;
  const { chip, seen } = ruled(() => void reader?.remove());
  const service = await startPcscService({ readers: [{ chip }], socketPath: await privateSocketPath() });
  try {
    [reader] = service.readers;
    const client = await PcscTestClient.start(service.socketPath);
    const channel = pcscChannel(client, reader!.name);
    await channel.connect();
    expect(await answers((capdu) => channel.transmit(capdu))).toEqual(EXPECTED);
    expect((await client.readerState()).cardAtrLength).toBe(0);
    expect(seen()).toBe(3);
  } finally {
    await service.close();
  }
});

test('in a reader of vpcd: the connection ends when the card is torn away', async () => {
  const { chip, seen } = ruled();
  const { reader, card, close } = await plugged({ chip });
  try {
    reader.send([CONTROL.powerOn]);
    expect(await answers((capdu) => reader.ask(capdu))).toEqual(EXPECTED);
    expect((await card.ended)?.code).toBe('ERR_CARD_REMOVED');
    expect(seen()).toBe(3);
  } finally {
    await close();
  }
});
