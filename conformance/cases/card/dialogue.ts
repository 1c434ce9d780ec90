/**
 * Procedures of the role `card`, written once: what is sent, and beside it what must come back. A dialogue makes both
 * the steps of a procedure and their expectations.
 */
import {
  concat,
  FID,
  fromHex,
  readBinary,
  selectAid,
  selectEf,
  toHex,
  utf8Encode,
  verify,
} from '../../../simulator/apdu/index.ts';
import { ANY, answeredAs, readToItsEnd, type Wanted } from '../../checks/card-dialogue.ts';
import { text } from '../../checks/card-records.ts';
import type { Expectation } from '../../checks/expectation.ts';
import type { PinName } from '../../iut/card-pins.ts';
import { printedValues } from '../../iut/printed-values.ts';
import { must, type Rig } from '../../runner/rig.ts';
import { type Step, step, type TestCase } from '../define.ts';
import { AID, TEXT } from './files.ts';

/** A command that is made of what the rig knows; `presents` names whose value it holds. */
interface Made {
  (rig: Rig): Uint8Array;
  readonly presents?: readonly PinName[];
}

type Command = Uint8Array | string | Made;

/** A C-APDU (bytes, hex with blanks, or made of what the rig knows), the status words, the length of the answer data. */
export type Exchange = readonly [command: Command, sw: string | Wanted['sw'], length?: number];

interface Part {
  readonly title: string;
  readonly run: Step['run'];
  /** Whose values it presents. */
  readonly presents: readonly PinName[];
  /** It needs more of the card than the 公的個人認証AP. */
  readonly beyond: boolean;
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

const hexOf = (command: Command): string => (command instanceof Uint8Array ? toHex(command) : '');
/** SELECT of each application but the 公的個人認証AP. */
const OTHER_SELECTS: ReadonlySet<string> = new Set(
  Object.values(AID)
    .filter((aid) => aid !== AID.JPKI)
    .map((aid) => toHex(selectAid(aid))),
);

export const part = (title: string, ...exchanges: readonly Exchange[]): Part => ({
  title,
  presents: exchanges.flatMap(([command]) => (typeof command === 'function' && command.presents) || []),
  beyond: exchanges.some(([command, sw]) => sw === '9000' && OTHER_SELECTS.has(hexOf(command))),
  run: async (rig) => {
    for (const [command] of exchanges) await rig.card.transmit(bytesOf(command, rig));
  },
  expect: (index) => answeredAs(index, title, exchanges.map(wantedOf)),
});

/**
 * SELECT without a name, which changes nothing at power-up. One card was seen to answer 6F00 to the first command after
 * power-on, whatever it is; with this in front of them the others are not hit.
 */
const FIRST: Exchange = ['00A40000', ANY];

const sendFirst = (rig: Rig): Promise<Uint8Array> => rig.card.transmit(bytesOf(FIRST[0], rig));

async function intoTheField(rig: Rig): Promise<void> {
  await rig.card.connect();
  await sendFirst(rig);
}

/** A part that begins with something else than a command; `first` is what is sent there already. */
const after =
  (happens: (rig: Rig) => Promise<unknown>, ...first: readonly Exchange[]) =>
  (title: string, ...exchanges: readonly Exchange[]): Part => {
    const sent = part(title, ...exchanges);
    return {
      ...sent,
      run: async (rig) => {
        await happens(rig);
        await sent.run(rig);
      },
      expect: part(title, ...first, ...exchanges).expect,
    };
  };

/** The card leaves the field, comes back, and this is sent. */
export const afterPowerOff = after(async (rig) => {
  await rig.card.disconnect();
  await intoTheField(rig);
}, FIRST);

/** The card is reset in the field, and this is sent. */
export const afterReset = after(async (rig) => {
  await rig.card.reset();
  await sendFirst(rig);
}, FIRST);

/** No file of the card is longer: the offset of READ BINARY has 15 bits. */
const BLOCKS_MAX = 128;

/** SELECT a file and read it to its end in blocks of 256, as most clients do. A later command finds it among the notes. */
export const wholeFile = (title: string, fid: number, note?: string): Part => ({
  title,
  presents: [],
  beyond: false,
  run: async ({ card, notes }) => {
    await card.transmit(selectEf(fid));
    const blocks: Uint8Array[] = [];
    while (blocks.length < BLOCKS_MAX && (blocks.at(-1)?.length ?? 256) === 256)
      blocks.push((await card.transmit(readBinary(blocks.length * 256, 256))).slice(0, -2));
    if (note !== undefined) notes.set(note, concat(...blocks));
  },
  expect: (index) => readToItsEnd(index, title),
});

/** Values of the holder that are no PIN: printed on the card, or made of what is printed. */
type HolderValue = 'numberA' | 'numberB' | 'birth';

/** A command with a value that `pins` of the configuration names. */
export const withPin = (pin: PinName, command: (value: string, rig: Rig) => Uint8Array): Made =>
  Object.assign((rig: Rig) => command(rig.pins[pin], rig), { presents: [pin] });

/** VERIFY the current PIN file with a value of the holder, learned in an earlier part; of B the printed code is known to the rig. */
export const value = (name: HolderValue): Made => {
  const known = ({ notes }: Rig): string => {
    const told = notes.get(name);
    must(typeof told === 'string' && told.length > 0);
    return told as string;
  };
  return name === 'numberB'
    ? withPin('securityCode', (code, rig) => verify(utf8Encode(known(rig) + code)))
    : (rig) => verify(utf8Encode(known(rig)));
};

const SERIAL_RECORD: Exchange = ['00B2010C 00', '9000'];
const LEARNING = 'What the holder reads off the card';

/**
 * Learns the 照合番号 as a holder would: A is the Individual Number, B is made of birthday (year of the era), year of
 * expiry and security code. The numbers are asked of the card with the PIN, the code is known to the rig. Only for cards
 * of nobody: on another one the gate before a physical card lets no Individual Number be read.
 */
export const holderValues = (): Part => ({
  title: LEARNING,
  presents: ['textPin'],
  beyond: true,
  run: async ({ card, pins, notes }) => {
    const read = async (fid: number): Promise<Uint8Array> => {
      await card.transmit(selectEf(fid));
      return card.transmit(readBinary(0, 256));
    };
    await card.transmit(selectAid(AID.TEXT));
    await card.transmit(selectEf(TEXT.PIN));
    await card.transmit(verify(utf8Encode(pins.textPin)));
    const number = text((await read(TEXT.NUMBER)).subarray(3, 15));
    const items = await read(TEXT.FOUR_ITEMS);
    await card.transmit(selectAid(AID.COMMON));
    const printed = printedValues(items, await card.transmit(bytesOf(SERIAL_RECORD[0], {} as Rig)));
    must(printed);
    notes.set('numberA', number);
    notes.set('birth', printed.birth);
    notes.set('numberB', printed.numberBBegins);
  },
  expect: (index) =>
    answeredAs(
      index,
      LEARNING,
      // READ BINARY asks for more than there is: a card may warn of the end of the file.
      Array.from({ length: 9 }, () => ({ sw: ['9000/6282'] })),
    ),
});

type Dialogue = Pick<TestCase, 'initialCondition' | 'procedure' | 'expectedResult' | 'presents' | 'needs'>;
type Said = Part | About;

function dialogue(
  initialCondition: (rig: Rig) => Promise<unknown>,
  said: readonly [Part, ...Said[]],
  beyond = false,
): Dialogue {
  const parts: Part[] = [];
  const expected: Expectation[] = [];
  for (const each of said) {
    if (typeof each === 'function') expected.push(each(parts.length - 1));
    else {
      expected.push(each.expect(parts.length));
      parts.push(each);
    }
  }
  const presents = [...new Set(parts.flatMap((each) => each.presents))];
  return {
    initialCondition,
    ...(presents.length > 0 && { presents }),
    ...((beyond || parts.some((each) => each.beyond)) && { needs: ['other-applications'] as const }),
    procedure: parts.map(({ title, run }) => step(title, run)) as unknown as TestCase['procedure'],
    expectedResult: expected as unknown as TestCase['expectedResult'],
  };
}

/** With the application selected. */
export const inApplication = (aid: Uint8Array, ...said: readonly [Part, ...Said[]]): Dialogue =>
  dialogue(
    async (rig) => {
      await intoTheField(rig);
      await rig.card.transmit(selectAid(aid));
    },
    said,
    aid !== AID.JPKI,
  );

/** With the 公的個人認証 application selected. */
export const inJpki = (...said: readonly [Part, ...Said[]]): Dialogue => inApplication(AID.JPKI, ...said);

/** With power and nothing else. */
export const atPowerUp = (...said: readonly [Part, ...Said[]]): Dialogue => dialogue(intoTheField, said);

/** The same, and not one command was sent. */
export const atOnce = (...said: readonly [Part, ...Said[]]): Dialogue =>
  dialogue(({ card }) => card.connect(), said);

/** SELECT an EF, which is there. */
export const ef = (fid: number): Exchange => [selectEf(fid), '9000'];

/** SELECT an application, which is there. */
export const application = (aid: Uint8Array): Exchange => [selectAid(aid), '9000'];

/** VERIFY the current PIN file with the right value, and so on: `right('authPin')`. */
export const right = (pin: PinName): Made => withPin(pin, (value) => verify(utf8Encode(value)));

/** CHANGE REFERENCE DATA of the current PIN file: the new value alone. */
export const changeTo = (value: string): Uint8Array =>
  concat(Uint8Array.of(0x00, 0x24, 0x01, 0x80, value.length), utf8Encode(value));

/** VERIFY with a value that no PIN of a test card has. */
export const wrong = (length = 4): Uint8Array => verify(utf8Encode('9'.repeat(length)));

/** Any refusal that is neither a counter of tries nor success. */
export const REFUSED = ['6985', '6986', '6981', '6982', '6Axx', '6700', '6B00', '6D00'] as const;
/** The same, with the status word that is known in front. */
export const refused = (sw: string): Wanted['sw'] => [sw, ...REFUSED.filter((other) => other !== sw)];

const openSignature: readonly Exchange[] = [
  ef(FID.SIGN_PIN),
  [right('signPin'), '9000'],
  ef(FID.SIGN_CERT),
  [readBinary(0, 4), '9000', 4],
];

/** One wrong PIN to authenticate; then the file that the PIN to sign opens. */
export const useTryAndOpen = (): Part =>
  part('Use a try, and open', ef(FID.AUTH_PIN), [wrong(), '63C2'], ...openSignature);

export const openAgain = (): Part => part('Open again', ...openSignature);
