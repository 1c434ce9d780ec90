/** Each kind of rule on both sides of a reader: what the client gets, and what the card saw. */
import { describe, expect, test } from 'vitest';
import type { CardChannel, Chip } from '../../apdu/channel.ts';
import { fromHex, toHex } from '../../apdu/index.ts';
import { chanceFrom } from '../../world/index.ts';
import { inProcessReader } from '../channels.ts';
import { TINY_ATR, type TinyChip, tinyChip } from '../testing/tiny-chip.ts';
import { foreignCard } from './foreign-cards.ts';
import { createRuleBook, type RuleBook } from './rule-book.ts';
import { type RuledOptions, ruledChannel, ruledChip } from './ruled.ts';

const SELECT_JPKI = '00A4040C0AD392F000260100000001';
const SELECT_CERT = '00A4020C020001';
const READ = '00B0000004';

interface Scene {
  readonly chip: TinyChip;
  readonly book: RuleBook;
  readonly waited: number[];
  readonly torn: (number | undefined)[];
  /** Hex in, hex out, or the code of the error. */
  send(capdu: string): Promise<string>;
  connect(): Promise<string>;
  reset(): Promise<string>;
  disconnect(): Promise<void>;
}

/** Answers to SELECT are bare; to READ BINARY the same four bytes. */
const dialogue = (capdu: Uint8Array): Uint8Array => fromHex(capdu[1] === 0xa4 ? '9000' : '308206D19000');

function scene(
  side: 'chip' | 'channel',
  rules: readonly string[],
  other: () => Chip = () => tinyChip(() => fromHex('6A82')),
): Scene {
  const chip = tinyChip(dialogue);
  const book = createRuleBook({ chance: chanceFrom(1), knowsCard: () => true });
  for (const rule of rules) book.add(rule);
  const waited: number[] = [];
  const torn: (number | undefined)[] = [];
  const options: RuledOptions = {
    fire: book.fire,
    async wait(ms, signal) {
      signal.throwIfAborted();
      waited.push(ms);
    },
    card: (name) => (name === 'another' ? other() : foreignCard(name)),
    onTorn: (backMs) => torn.push(backMs),
  };
  const channel: CardChannel =
    side === 'channel'
      ? ruledChannel(inProcessReader(chip), options)
      : inProcessReader(ruledChip(chip, options));
  const told = (work: Promise<string>): Promise<string> => work.catch((error) => error.code ?? String(error));
  return {
    chip,
    book,
    waited,
    torn,
    send: (capdu) => told(channel.transmit(fromHex(capdu)).then(toHex)),
    connect: () => told(channel.connect().then(({ atr }) => toHex(atr))),
    reset: () => told(channel.reset().then(({ atr }) => toHex(atr))),
    disconnect: () => channel.disconnect(),
  };
}

/** Answers to these commands, in one presence. */
async function answers(own: Scene, capdus: readonly string[]): Promise<string[]> {
  await own.connect();
  const all: string[] = [];
  for (const capdu of capdus) all.push(await own.send(capdu));
  await own.disconnect();
  return all;
}

const ATR = toHex(TINY_ATR);

describe.each(['chip', 'channel'] as const)('as %s', (side) => {
  test('without rules nothing is different', async () => {
    const own = scene(side, []);
    expect(await own.connect()).toBe(ATR);
    expect(await own.send(READ)).toBe('308206D19000');
    expect(await own.reset()).toBe(ATR);
    await own.disconnect();
    expect(own.chip.powerOps).toEqual(['on', 'reset', 'off']);
  });

  // Rule; what four commands are answered (SELECT JPKI-AP, SELECT EF 0001, READ, READ); how many of them the card saw.
  test.each([
    ['the next 1 READ BINARY of EF 0001 answers 6F00', '9000 9000 6F00 308206D19000', 3],
    ['the 2nd READ BINARY of JPKI-AP EF.SIGN_CERT answers 6F00', '9000 9000 308206D19000 6F00', 3],
    ['the next READ BINARY of EF 0002 answers 6F00', '9000 9000 308206D19000 308206D19000', 4],
    ['the next READ BINARY of text AP answers 6F00', '9000 9000 308206D19000 308206D19000', 4],
    ['the next READ BINARY answers 90', '9000 9000 90 308206D19000', 3],
    ['the next READ BINARY answers nothing', '9000 9000  308206D19000', 3],
    ['the next READ BINARY acts but answers 6F00', '9000 9000 6F00 308206D19000', 4],
    ['every SELECT of JPKI-AP answers 6A82', '6A82 9000 308206D19000 308206D19000', 3],
    ['every command 00B0 gives at most 2 bytes', '9000 9000 30829000 30829000', 4],
    ['every command gives at most 9 bytes', '9000 9000 308206D19000 308206D19000', 4],
    ['the next READ BINARY changes byte 1 to 83', '9000 9000 308306D19000 308206D19000', 4],
    ['the next READ BINARY changes byte 6', '9000 9000 308206D19000 308206D19000', 4],
    ['the 4th command loses the card before it', '9000 9000 308206D19000 ERR_CARD_REMOVED', 3],
    ['the 3rd command loses the card during it', '9000 9000 ERR_CARD_REMOVED ERR_CARD_REMOVED', 3],
    ['the 3rd command loses the card after it', '9000 9000 308206D19000 ERR_CARD_REMOVED', 3],
    ['the 3rd command gets no answer', '9000 9000 ERR_READER_TIMEOUT 308206D19000', 4],
    ['the 3rd command finds another', '9000 9000 6A82 6A82', 2],
    ['the 3rd command finds passport', '9000 9000 6982 6982', 2],
  ])('%s', async (rule, expected, seen) => {
    const own = scene(side, [rule]);
    expect((await answers(own, [SELECT_JPKI, SELECT_CERT, READ, READ])).join(' ')).toBe(expected);
    expect(own.chip.capdus).toHaveLength(seen);
    expect(own.chip.powerOps).toEqual(['on', 'off']);
  });

  test('a torn card has lost its power, and the next presence begins as if nothing had been', async () => {
    const own = scene(side, ['in each presence, the 2nd command loses the card during it, back after 30 ms']);
    for (let presence = 0; presence < 2; presence += 1) {
      expect(await own.connect()).toBe(ATR);
      expect(await own.send(READ)).toBe('308206D19000');
      expect(await own.send(READ)).toBe('ERR_CARD_REMOVED');
      expect(await own.reset()).toBe('ERR_CARD_REMOVED');
      await own.disconnect();
    }
    expect(own.chip.powerOps).toEqual(['on', 'off', 'on', 'off']);
    expect(own.torn).toEqual([30, 30]);
  });

  test('a drawn byte is another one, and the same from the same seed', async () => {
    const answer = async (): Promise<string> =>
      (await answers(scene(side, ['every command changes a byte']), [READ]))[0]!;
    const changed = await answer();
    expect(changed).not.toBe('308206D19000');
    expect(changed).toHaveLength(12);
    expect(await answer()).toBe(changed);
    const many = scene(side, ['every command changes byte 0']);
    const first = await answers(many, Array(600).fill(READ));
    expect(first.filter((rapdu) => rapdu === '308206D19000')).toEqual([]);
    expect(new Set(first).size).toBeGreaterThan(150);
  });

  test('the delay comes after the card has acted', async () => {
    const own = scene(side, ['every READ BINARY takes 40 ms', 'every command takes 2 ms']);
    expect((await answers(own, [SELECT_CERT, READ])).at(-1)).toBe('308206D19000');
    expect(own.waited).toEqual([2, 42]);
  });

  test('a card that hangs answers when it has left', async () => {
    const own = scene(side, ['the next command hangs']);
    await own.connect();
    let settled = false;
    const pending = own.send(READ).finally(() => {
      settled = true;
    });
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    expect([settled, own.chip.capdus.length]).toEqual([false, 1]);
    await own.disconnect();
    expect(await pending).toBe('ERR_CARD_REMOVED');
  });

  test('insertions and resets: no ATR, another card, torn away', async () => {
    const own = scene(side, [
      'the next insertion gets no answer',
      'the 2nd insertion finds driving-licence',
      'the next reset gets no answer',
      'the 2nd reset loses the card after it',
    ]);
    expect(await own.connect()).toBe('ERR_READER_TIMEOUT');
    await own.disconnect();
    expect(await own.connect()).toBe(toHex(foreignCard('driving-licence').atr));
    expect(await own.send(SELECT_JPKI)).toBe('6A82');
    await own.disconnect();
    expect(await own.connect()).toBe(ATR);
    expect(await own.send(SELECT_JPKI)).toBe('9000');
    expect(await own.reset()).toBe('ERR_READER_TIMEOUT');
    expect(await own.reset()).toBe(ATR);
    expect(await own.send(READ)).toBe('ERR_CARD_REMOVED');
  });

  test('another card keeps what it remembers from one presence to the next', async () => {
    let tries = 3;
    const made: TinyChip[] = [];
    const other = (): Chip => {
      made.push(tinyChip(() => fromHex(`63C${--tries}`)));
      return made[0]!;
    };
    const own = scene(side, ['every insertion finds another'], other);
    expect(await answers(own, [READ])).toEqual(['63C2']);
    expect(await answers(own, [READ])).toEqual(['63C1']);
    expect(made.map(({ powerOps }) => powerOps)).toEqual([['on', 'off', 'on', 'off']]);
    expect(own.chip.powerOps).toEqual([]);
  });

  test('a card that is put there in the middle has just got power, and the first one has lost it', async () => {
    const other = tinyChip(() => fromHex('9000'));
    const rules = ['the 2nd command finds another', 'every READ BINARY of EF 0001 answers 6F00'];
    const own = scene(side, rules, () => other);
    // Nothing is selected on the other card.
    expect(await answers(own, [SELECT_CERT, READ, READ])).toEqual(['9000', '6F00', '9000']);
    expect([own.chip.powerOps, other.powerOps]).toEqual([
      ['on', 'off'],
      ['on', 'off'],
    ]);
  });

  test('after a reset, and in the next presence, no file is current any more', async () => {
    const own = scene(side, ['every READ BINARY of EF 0001 answers 6F00']);
    await own.connect();
    await own.send(SELECT_JPKI);
    await own.send(SELECT_CERT);
    expect(await own.send(READ)).toBe('6F00');
    await own.reset();
    expect(await own.send(READ)).toBe('308206D19000');
    await own.send(SELECT_CERT);
    expect(await own.send(READ)).toBe('6F00');
    await own.disconnect();
    await own.connect();
    expect(await own.send(READ)).toBe('308206D19000');
  });
});

test('what is no My Number card refuses the JPKI application, and everything else that a client sends', async () => {
  for (const [name, select, read, query] of [
    ['transit-card', '6A81', '6A81', '6A81'],
    ['driving-licence', '6A82', '6986', '6A88'],
    ['passport', '6A82', '6982', '6D00'],
  ] as const) {
    const card = foreignCard(name);
    const answer = async (capdu: string): Promise<string> => toHex(await card.transmit(fromHex(capdu)));
    expect([await answer(SELECT_JPKI), await answer(READ), await answer('00200080')]).toEqual([
      select,
      read,
      query,
    ]);
    const atr = card.atr;
    // ISO/IEC 7816-3:2006 8.2.5: all bytes behind the first add up to nothing.
    expect(atr.slice(1).reduce((sum, byte) => sum ^ byte, 0)).toBe(0);
    expect(atr.length).toBeLessThanOrEqual(33);
  }
});
