/**
 * Procedures of the role `card`, written once: what is sent, and beside it what must come back. A dialogue makes both
 * the steps of a procedure and their expectations.
 */
import {
  fromHex,
  readBinary,
  selectAid,
  selectEf,
  utf8Encode,
  verify,
} from '../../../simulator/apdu/index.ts';
import { answeredAs, readToItsEnd, type Wanted } from '../../checks/card-dialogue.ts';
import type { Expectation } from '../../checks/expectation.ts';
import type { Rig } from '../../runner/rig.ts';
import { type Step, step, type TestCase } from '../define.ts';
import { AID } from './files.ts';

type Command = Uint8Array | string | ((rig: Rig) => Uint8Array);

/** A C-APDU (bytes, hex with blanks, or made of what the rig knows), the status words, the length of the answer data. */
export type Exchange = readonly [command: Command, sw: string | Wanted['sw'], length?: number];

interface Part {
  readonly title: string;
  readonly run: Step['run'];
  /** What the exchanges of this part, which is step `index`, must bring. */
  readonly expect: (index: number) => Expectation;
}

/** An expectation about the part in front of it, given by its index. */
type About = (index: number) => Expectation;

const bytesOf = (command: Command, rig: Rig): Uint8Array =>
  typeof command === 'string'
    ? fromHex(command.replaceAll(' ', ''))
    : typeof command === 'function'
      ? command(rig)
      : command;

const wantedOf = ([, sw, length]: Exchange): Wanted => ({
  sw: typeof sw === 'string' ? [sw] : sw,
  ...(length !== undefined && { length }),
});

export const part = (title: string, ...exchanges: readonly Exchange[]): Part => ({
  title,
  run: async (rig) => {
    for (const [command] of exchanges) await rig.card.transmit(bytesOf(command, rig));
  },
  expect: (index) => answeredAs(index, title, exchanges.map(wantedOf)),
});

/** The card leaves the field, comes back, and this is sent. */
export function afterPowerOff(title: string, ...exchanges: readonly Exchange[]): Part {
  const sent = part(title, ...exchanges);
  return {
    ...sent,
    run: async (rig) => {
      await rig.card.disconnect();
      await rig.card.connect();
      await sent.run(rig);
    },
  };
}

/** No file of the card is longer: the offset of READ BINARY has 15 bits. */
const BLOCKS_MAX = 128;

/** SELECT a file and read it to its end in blocks of 256, as most clients do. */
export const wholeFile = (title: string, fid: number): Part => ({
  title,
  run: async ({ card }) => {
    await card.transmit(selectEf(fid));
    for (let block = 0; block < BLOCKS_MAX; block++)
      if ((await card.transmit(readBinary(block * 256, 256))).length !== 258) return;
  },
  expect: (index) => readToItsEnd(index, title),
});

type Dialogue = Pick<TestCase, 'initialCondition' | 'procedure' | 'expectedResult'>;
type Said = Part | About;

function dialogue(aid: Uint8Array | undefined, said: readonly [Part, ...Said[]]): Dialogue {
  const parts: Part[] = [];
  const expected: Expectation[] = [];
  for (const each of said) {
    if (typeof each === 'function') expected.push(each(parts.length - 1));
    else {
      expected.push(each.expect(parts.length));
      parts.push(each);
    }
  }
  return {
    initialCondition: async ({ card }) => {
      await card.connect();
      if (aid) await card.transmit(selectAid(aid));
    },
    procedure: parts.map(({ title, run }) => step(title, run)) as unknown as TestCase['procedure'],
    expectedResult: expected as unknown as TestCase['expectedResult'],
  };
}

/** With the application selected. */
export const inApplication = (aid: Uint8Array, ...said: readonly [Part, ...Said[]]): Dialogue =>
  dialogue(aid, said);

/** With the 公的個人認証 application selected. */
export const inJpki = (...said: readonly [Part, ...Said[]]): Dialogue => dialogue(AID.JPKI, said);

/** With power and nothing else. */
export const atPowerUp = (...said: readonly [Part, ...Said[]]): Dialogue => dialogue(undefined, said);

/** SELECT an EF, which is there. */
export const ef = (fid: number): Exchange => [selectEf(fid), '9000'];

/** SELECT an application, which is there. */
export const application = (aid: Uint8Array): Exchange => [selectAid(aid), '9000'];

/** VERIFY the current PIN file with the right value, and so on: `right('authPin')`. */
export const right =
  (pin: keyof Rig['pins']): ((rig: Rig) => Uint8Array) =>
  ({ pins }) =>
    verify(utf8Encode(pins[pin]));

/** VERIFY with a value that no PIN of a test card has. */
export const wrong = (length = 4): Uint8Array => verify(utf8Encode('9'.repeat(length)));

/** Any refusal that is neither a counter of tries nor success. */
export const REFUSED = ['6985', '6986', '6981', '6982', '6Axx', '6700', '6B00', '6D00'] as const;
/** The same, with the status word that is known in front. */
export const refused = (sw: string): Wanted['sw'] => [sw, ...REFUSED.filter((other) => other !== sw)];
