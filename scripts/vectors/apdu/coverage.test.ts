/**
 * Every command with every status word that the card gives it is in the transcripts, and nothing that it does not give.
 *
 * The transcripts are what the card said. What else it might say is looked for with commands that nobody wrote: those of
 * the transcripts in another order, altered in a byte, in their class, in their length, on every kind of card of theirs.
 */
import { expect, test } from 'vitest';
import { commandNames } from '../../../simulator/apdu/describe-commands.ts';
import { fromHex, parseResponseApdu, toHex } from '../../../simulator/apdu/index.ts';
import { instructionOf } from '../../../simulator/card/commands/instructions.ts';
import { createCard, referenceCardSteps } from '../../../simulator/card/index.ts';
import { type Chance, chanceFrom } from '../../../simulator/world/index.ts';
import { CARDS } from './cards.ts';
import { GROUPS } from './file.ts';
import { subjectOf, subjectOfHex, swClass } from './told.ts';

const LONG = process.env.FPOS_HIL_LONG === '1';
const DIALOGUES = LONG ? 30_000 : 600;
const COMMANDS_MAX = 40;

const pairOf = (capdu: Uint8Array, rapdu: Uint8Array): string =>
  `${subjectOf(capdu)} ${swClass(parseResponseApdu(rapdu).sw)}`;

/** What is said: the subject of each transcript, and its status word. */
const said = new Set(
  GROUPS.flatMap(({ tests }) =>
    tests.map(({ sent, sw }) => `${subjectOfHex(sent.at(-1)!)} ${swClass(Number.parseInt(sw, 16))}`),
  ),
);

const corpus = [...new Set(GROUPS.flatMap(({ tests }) => tests.flatMap(({ sent }) => sent)))].filter((one) =>
  /^[0-9A-F]+$/.test(one),
);
const ways = GROUPS.flatMap(({ tests }) => tests.map(({ sent }) => sent));

/** Nobody's command: one of the transcripts with something altered. */
function altered(chance: Chance, hex: string): Uint8Array {
  const bytes = fromHex(hex);
  const at = chance.below(Math.min(bytes.length, 6));
  switch (chance.below(6)) {
    case 0:
      return bytes.with(at, chance.below(256));
    case 1:
      return bytes.with(0, bytes[0]! ^ (1 << chance.below(8)));
    case 2:
      return bytes.subarray(0, chance.below(bytes.length + 1));
    case 3:
      return Uint8Array.from([...bytes, ...chance.bytes(1 + chance.below(3))]);
    case 4:
      // The same with extended length fields.
      return bytes.length > 5
        ? Uint8Array.from([...bytes.subarray(0, 4), 0, 0, ...bytes.subarray(4)])
        : Uint8Array.from([...bytes.subarray(0, 4), 0, 0, bytes[4] ?? 1]);
    default:
      if (bytes.length < 4) return bytes;
      return bytes.with(2 + chance.below(2), [0x00, 0x01, 0x80, 0x9c, 0x97][chance.below(5)]!);
  }
}

/** What this kind of card says in drawn dialogues; `steps` may be those of a card with a defect. */
function seenOn(dialogues: number, seed: string, steps = referenceCardSteps): Map<string, string> {
  const seen = new Map<string, string>();
  const chance = chanceFrom(seed);
  for (let n = 0; n < dialogues; n += 1) {
    const { card = 'default.card.json', knobs = {} } = GROUPS[n % GROUPS.length]!;
    const data = CARDS[card];
    const chip = createCard({ ...data, knobs: { ...data.knobs, ...knobs } }, steps);
    chip.power('on');
    // A way that a transcript goes, so that PINs are verified and files current; then anything.
    const begun = chance
      .pick(ways)
      .filter((one) => /^[0-9A-F]+$/.test(one))
      .map(fromHex);
    const drawn = Array.from({ length: chance.below(COMMANDS_MAX) }, () => {
      const one = chance.pick(corpus);
      return chance.below(3) === 0 ? fromHex(one) : altered(chance, one);
    });
    for (const capdu of [...begun, ...drawn]) {
      if (chance.below(25) === 0) chip.power('reset');
      const pair = pairOf(capdu, chip.transmit(capdu));
      if (!seen.has(pair)) seen.set(pair, toHex(capdu));
    }
  }
  return seen;
}

test('nothing is said that no transcript says', () => {
  const seen = seenOn(DIALOGUES, 'apdu coverage');
  expect([...seen].filter(([pair]) => !said.has(pair))).toEqual([]);
  // The search is no narrow one: most of what is said is found again by chance.
  expect(seen.size).toBeGreaterThan(said.size * 0.8);
}, 300_000);

test('noticed: a card that answers a command with a status word of its own', () => {
  const wrong = seenOn(60, 'apdu coverage', {
    ...referenceCardSteps,
    queryTries: (_card, state) => ({ state, rapdu: { data: new Uint8Array(0), sw: 0x6f42 } }),
  });
  expect([...wrong].map(([pair]) => pair).filter((pair) => !said.has(pair))).toContain('VERIFY query 6F42');
});

test('every command that has a name, or that the card has, is in the transcripts', () => {
  const named = new Set([...said].map((pair) => pair.slice(0, pair.lastIndexOf(' '))));
  const onCard = ([0x00, 0x80] as const).flatMap((set) =>
    Array.from({ length: 256 }, (_, ins) => ins)
      .filter((ins) => instructionOf(set, ins) !== undefined)
      .map((ins) => subjectOf(Uint8Array.of(set, ins, 0, 0, 0))),
  );
  expect(onCard.length).toBeGreaterThan(20);
  expect([...commandNames, ...onCard, 'unknown', 'no header'].filter((name) => !named.has(name))).toEqual([]);
});
