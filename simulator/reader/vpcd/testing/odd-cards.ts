/**
 * Odd cards in a reader of the real driver, behind a real pcscd: prints as JSON what a client sees of each. Started by
 * pcscd.test.ts beside a pcscd of its own.
 */
import type { Chip } from '../../../apdu/channel.ts';
import { PcscTestClient } from '../../testing/pcsc-test-client.ts';
import { TINY_ATR, tinyChip } from '../../testing/tiny-chip.ts';
import type { CardSideOptions } from '../card-side.ts';
import { dialVpcd } from '../connections.ts';
import { frameOf } from '../frames.ts';

const SOCKET = '/run/pcscd/pcscd.comm';
const READER = 'Virtual PCD 00 00';
/** SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T1, SCARD_PRESENT (winscard.h). */
const [EXCLUSIVE, T1, PRESENT] = [1, 2, 4];
const SELECT = Uint8Array.of(0x00, 0xa4, 0x04, 0x0c);

/** What a client sees: result codes, the number of bytes of each answer, and whether the card is still there. */
export interface Seen {
  readonly connect: number;
  readonly answers: readonly { readonly rv: number; readonly length: number; readonly first: number }[];
  readonly present: boolean;
}

interface OddCard extends Omit<CardSideOptions, 'chip'> {
  readonly chip?: Chip;
  readonly capdus?: readonly Uint8Array[];
}

const isAtr = (frame: Uint8Array): boolean =>
  frame[2] === TINY_ATR[0] && frame.length === TINY_ATR.length + 2;
/** Odd with answers to commands alone; the ATR comes as it should. */
const toCommands =
  (odd: (frame: Uint8Array) => readonly (Uint8Array | 'close')[]): CardSideOptions['onWire'] =>
  (frame) =>
    isAtr(frame) ? [frame] : odd(frame);

export const ODD_CARDS: Readonly<Record<string, OddCard>> = {
  'an ordinary card': {},
  'closes before it answers': { onWire: toCommands(() => ['close']) },
  'closes in the middle of an answer': { onWire: toCommands(() => [Uint8Array.of(0, 4, 0x90), 'close']) },
  'answers with an empty frame, then closes': { onWire: toCommands(() => [Uint8Array.of(0, 0), 'close']) },
  'answers with one byte': { chip: tinyChip(() => Uint8Array.of(0x90)) },
  'sends its answer byte by byte': {
    onWire: toCommands((frame) => [...frame].map((byte) => Uint8Array.of(byte))),
  },
  'says something unasked': {
    onWire: toCommands((frame) => [frame, frameOf(Uint8Array.of(0x6f, 0x00))]),
    capdus: [SELECT, SELECT],
  },
  'answers with 65,535 bytes': { chip: tinyChip(() => new Uint8Array(65_535).fill(0x5a)) },
  'has an ATR of 34 bytes': {
    onWire: (frame) => (isAtr(frame) ? [frameOf(new Uint8Array(34).fill(0x3b))] : [frame]),
  },
  'is sent 65,535 bytes': { chip: tinyChip(() => Uint8Array.of(0x90, 0)), capdus: [new Uint8Array(65_535)] },
  'is sent 65,536 bytes': { chip: tinyChip(() => Uint8Array.of(0x90, 0)), capdus: [new Uint8Array(65_536)] },
};

async function isPresent(client: PcscTestClient): Promise<boolean> {
  const { readerState } = await client.readerState();
  return (readerState & PRESENT) !== 0;
}

/** pcscd looks every 400 ms; it tells whoever waits, so that nobody asks in a loop. */
async function until(client: PcscTestClient, present: boolean): Promise<void> {
  while ((await isPresent(client)) !== present) {
    client.send('WAIT_READER_STATE_CHANGE', {});
    const { readerState } = await client.readList();
    if (((readerState & PRESENT) !== 0) === present) {
      client.send('STOP_WAITING_READER_STATE_CHANGE', {});
      await client.readEvent();
      return;
    }
    await client.readEvent();
  }
}

/** The card, and who tells of the next time that the driver looks for it. */
function watched(chip: Chip): { chip: Chip; looked(): Promise<void> } {
  let tell: () => void = () => {};
  return {
    chip: {
      power: (op) => chip.power(op),
      transmit: (capdu) => chip.transmit(capdu),
      get atr() {
        tell();
        return chip.atr;
      },
    },
    looked: () =>
      new Promise((resolve) => {
        tell = resolve;
      }),
  };
}

async function seenOf({ chip = tinyChip(), capdus = [SELECT], onWire }: OddCard): Promise<Seen> {
  const { chip: inReader, looked } = watched(chip);
  const card = await dialVpcd({ chip: inReader, onWire });
  const client = await PcscTestClient.start(SOCKET);
  await until(client, true);
  const { rv: connect, hCard } = await client.connectCard({
    name: READER,
    dwShareMode: EXCLUSIVE,
    dwPreferredProtocols: T1,
  });
  const answers: Seen['answers'][number][] = [];
  if (connect === 0)
    for (const capdu of capdus) {
      const { rv, rapdu } = await client.transmit(hCard, capdu);
      answers.push({ rv, length: rapdu.length, first: rapdu[0] ?? -1 });
    }
  const present = await Promise.race([looked().then(() => true), card.ended.then(() => false)]);
  await card.close();
  // No SCardDisconnect before: after it pcscd would tell of an empty reader by itself, and take a card that comes before
  // it has looked for the one that left.
  await until(client, false);
  await client.close();
  return { connect, answers, present };
}

if (import.meta.main) {
  const seen: Record<string, Seen> = {};
  for (const [name, card] of Object.entries(ODD_CARDS)) seen[name] = await seenOf(card);
  console.log(JSON.stringify(seen));
}
