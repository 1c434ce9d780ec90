/** The commands and events that fast-check strings together: what goes to the card, and what the model expects of it. */
import fc from 'fast-check';
import { parseResponseApdu, swHex } from '../../simulator/apdu/index.ts';
import type { VirtualCard } from '../../simulator/card/index.ts';
import {
  type Expected,
  endSession,
  everyState,
  expectAuthenticate,
  expectChange,
  expectGetData,
  expectQuery,
  expectRead,
  expectRecord,
  expectSelectFile,
  expectSelectName,
  expectSign,
  expectVerify,
  type KeyReference,
  knowsChange,
  knowsFile,
  knowsRead,
  knowsSign,
  type Model,
  pinMeant,
  type Reference,
  stateOf,
} from './card-model.ts';
import {
  AID_ISD,
  APPLICATION_NAMES,
  applicationOf,
  DATA_OBJECTS,
  type ModelFile,
  PIN_PLACES,
  PIN_RULES,
} from './card-model-spec.ts';
import { type Coverage, createCoverage } from './coverage.ts';

/** A card that can be stopped with its process and started again from what it had stored. */
export type CardUnderTest = { readonly card: VirtualCard; restart(): void };
export type CardCoverage = Coverage<'command' | 'status word' | 'state' | 'event'>;
export type CardCommand = fc.Command<Model, CardUnderTest>;

const byte = (value: number): string => value.toString(16).toUpperCase().padStart(2, '0');
const word = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');
const ascii = (text: string): string => Buffer.from(text, 'ascii').toString('hex').toUpperCase();
const lc = (hex: string): string => byte(hex.length / 2);
const p2Of = (reference: Reference): string => (reference === 'current' ? '80' : byte(0x80 | reference));

export class Disagreement extends Error {}

function demandEqual(what: string, got: string, want: string): void {
  if (got !== want) throw new Disagreement(`${what}: card ${got}, model ${want}`);
}

/** Counters, verified PINs and current file are compared after everything that happens. */
function compareInside(what: string, model: Model, { card }: CardUnderTest): void {
  const { triesLeft, verified, currentFid, powered } = card.snapshot();
  demandEqual(`${what}: power`, String(powered), String(model.powered));
  for (const [pin, { application, fid }] of PIN_PLACES) {
    const left = triesLeft[`${applicationOf(application).aid}:${word(fid)}`];
    demandEqual(`${what}: tries of ${pin}`, String(left), String(model.tries[pin]));
  }
  const expected = [...model.verified].map((pin) => PIN_PLACES.get(pin)!.fid).sort((a, b) => a - b);
  demandEqual(`${what}: verified`, verified.join(), expected.join());
  demandEqual(`${what}: current file`, String(currentFid), String(model.fid));
}

function compareAnswer(what: string, rapdu: Uint8Array, { sw, length = 0 }: Expected): void {
  const { sw: got, data } = parseResponseApdu(rapdu);
  demandEqual(what, swHex(got), sw);
  if (length !== 'any') demandEqual(`${what}: length of data`, String(data.length), String(length));
  else if (data.length === 0) throw new Disagreement(`${what}: no data`);
}

type Sent = { readonly capdu: string; readonly expected: Expected };

function exchange(
  coverage: CardCoverage,
  name: string,
  send: (model: Model) => Sent,
  knows: (model: Model) => boolean = () => true,
): CardCommand {
  let shown = name;
  return {
    check: (model) => model.powered && knows(model),
    run(model, sut) {
      const { capdu, expected } = send(model);
      shown = `${name} ${capdu}`;
      const rapdu = sut.card.transmit(Buffer.from(capdu, 'hex'));
      compareAnswer(shown, rapdu, expected);
      compareInside(shown, model, sut);
      coverage.count('command', name);
      coverage.count('status word', swHex(parseResponseApdu(rapdu).sw));
      coverage.count('state', stateOf(model));
    },
    toString: () => shown,
  };
}

const EVENTS = {
  'power off': (model: Model, { card }: CardUnderTest) => {
    card.power('off');
    model.powered = false;
  },
  'power on': (model: Model, { card }: CardUnderTest) => {
    card.power('on');
    model.powered = true;
  },
  'warm reset': (_model: Model, { card }: CardUnderTest) => card.power('reset'),
  restart: (model: Model, sut: CardUnderTest) => {
    sut.restart();
    model.powered = false;
  },
} as const;

function event(coverage: CardCoverage, name: keyof typeof EVENTS): CardCommand {
  return {
    check: (model) => name === 'power on' || name === 'restart' || model.powered,
    run(model, sut) {
      EVENTS[name](model, sut);
      endSession(model);
      compareInside(name, model, sut);
      coverage.count('event', name);
      coverage.count('state', stateOf(model));
    },
    toString: () => name,
  };
}

/** Short identifiers of any file of any application, and one of none. */
const fids = [
  ...new Set([
    0x03,
    ...APPLICATION_NAMES.flatMap((name) => Object.keys(applicationOf(name).files).map(Number)),
  ]),
];
const anyFid = fc.constantFrom(...fids);
// 0012 is a PIN in one application and blocked for ever in another, where its use by short identifier is not described.
const anySfi = fc.constantFrom(...fids.filter((fid) => fid !== 0x12));

/** What a command refers to, chosen when it is sent: often a file that the current application has. */
type Target = (model: Model) => Reference;

function nth(list: readonly number[], n: number): number {
  return list[n % Math.max(list.length, 1)] ?? 0x18;
}

const filesOf = ({ application }: Model): [number, ModelFile][] =>
  application === 'isd'
    ? []
    : Object.entries(applicationOf(application).files).map(([fid, file]) => [Number(fid), file]);
const index = fc.nat({ max: 11 });
const fileHere = index.map(
  (n) => (model: Model) =>
    nth(
      filesOf(model).map(([fid]) => fid),
      n,
    ),
);
const pinHere = index.map((n) => (model: Model) => {
  const pins = filesOf(model).filter(([, { kind }]) => kind === 'pin');
  return nth(
    pins.map(([fid]) => fid),
    n,
  );
});
const fixedSfi = (sfi: fc.Arbitrary<number>): fc.Arbitrary<Target> => sfi.map((fid) => () => fid);
const current: fc.Arbitrary<Target> = fc.constant(() => 'current');

const pinTarget = fc.oneof(
  { weight: 4, arbitrary: current },
  { weight: 5, arbitrary: pinHere as fc.Arbitrary<Target> },
  { weight: 1, arbitrary: fixedSfi(anySfi) },
);
const readTarget = fc.oneof(current, fileHere as fc.Arbitrary<Target>, fixedSfi(anySfi));

const VALUES = ['right', 'wrong', 'short', 'long', 'too long'] as const;
type ValueKind = (typeof VALUES)[number];

/** A value for the PIN that the command will meet; other files get something that looks like one. */
function valueFor(model: Model, reference: Reference, kind: ValueKind): string {
  const pin = pinMeant(model, reference);
  const right = pin === undefined ? '1234' : model.values[pin];
  const made: Record<ValueKind, string> = {
    right,
    wrong: `${right.slice(0, -1)}${right.endsWith('7') ? '8' : '7'}`,
    short: right.slice(0, -1),
    long: right.padEnd(16, '0'),
    'too long': right.padEnd(17, '0'),
  };
  return made[kind];
}

const NEW_VALUES = ['other', 'same', 'bad alphabet', 'bad length', 'empty'] as const;

function newValueFor(model: Model, kind: (typeof NEW_VALUES)[number]): string {
  const pin = pinMeant(model, 'current');
  const [current, other] = pin === undefined ? ['1234', '5678'] : [model.values[pin], PIN_RULES[pin].other];
  return { other, same: current, 'bad alphabet': current.replace(/.$/, '-'), 'bad length': '12', empty: '' }[
    kind
  ];
}

/** Commands that no state changes and that change no state; class 08 and 10 in their own right. */
const FIXED: Readonly<Record<string, readonly (readonly [capdu: string, sw: string])[]>> = {
  'unknown INS': [
    ['00770000', '6D00'],
    ['00C0000000', '6D00'],
    ['002C0080', '6D00'],
    ['80B0000000', '6D00'],
    ['002A008001AB00', '6D00'],
  ],
  'unknown CLA': [
    ['A0A40000023F00', '6E00'],
    ['FFCA000000', '6E00'],
    ['20B0000000', '6E00'],
  ],
  'other channel': [
    ['01A4040C0AD392F000260100000001', '6881'],
    ['03B0000000', '6881'],
  ],
  chaining: [['10A4020C020018', '6884']],
  'writes and issuer commands': [
    ['00D6000001AA', '6982'],
    ['00E2000001AA', '6982'],
    ['8054008001AA', '6982'],
    ['80FC0000', '6700'],
    ['0082000001AA', '6985'],
  ],
  malformed: [
    ['00A4', '6700'],
    ['00', '6700'],
    ['', '6700'],
    ['00A4020C050018', '6700'],
    ['00B0000000FF', '6700'],
  ],
  'wrong P1 P2': [
    ['002001800431323334', '6A86'],
    ['002000000431323334', '6A86'],
    ['002000000431323334', '6A86'],
    ['00B0FF0001', '6A86'],
    ['00A4090C020018', '6A86'],
    ['002402800435363738', '6A86'],
    ['00B2000400', '6A86'],
  ],
  'no such application': [
    ['00A4040C0AA0000000000000000000', '6A82'],
    ['00A4040C0BD392F00026010000000101', '6A82'],
    ['00A40000023F00', '6A82'],
  ],
};

/** Every name that the commands below count themselves under. */
export const COMMAND_NAMES = [
  'SELECT application',
  'SELECT by partial name',
  'SELECT power-up level',
  'SELECT file',
  ...VALUES.map((kind) => `VERIFY ${kind}`),
  'query',
  'query with Le',
  'READ BINARY',
  'READ RECORD',
  'COMPUTE DIGITAL SIGNATURE',
  ...NEW_VALUES.map((kind) => `CHANGE REFERENCE DATA ${kind}`),
  'CHANGE KEY',
  'GET CHALLENGE',
  'INTERNAL AUTHENTICATE',
  'GET DATA',
  'secure messaging outside its application',
  ...Object.keys(FIXED),
] as const;

const STATUS_WORDS = [
  ...['9000', '63C0', '63C1', '63C2', '63C3', '63C4', '63C5', '63C9', '63CA', '6700', '6881', '6882', '6884'],
  ...[
    '6981',
    '6982',
    '6984',
    '6985',
    '6986',
    '69FC',
    '6A80',
    '6A82',
    '6A83',
    '6A86',
    '6A88',
    '6B00',
    '6D00',
    '6E00',
  ],
];

export const cardCoverage = (): CardCoverage =>
  createCoverage({
    command: COMMAND_NAMES,
    'status word': STATUS_WORDS,
    state: everyState(),
    event: Object.keys(EVENTS),
  });

function selections(coverage: CardCoverage): fc.Arbitrary<CardCommand> {
  const application = fc.tuple(
    fc.constantFrom(...APPLICATION_NAMES),
    fc.constantFrom<'0C' | '00'>('0C', '00'),
  );
  const partial = fc.constantFrom(
    ...([
      ['D392', '0C'],
      ['D39210', '0C'],
      ['D392', '02'],
      ['D39210', '02'],
    ] as const),
  );
  // From power-up level something is entered soon; from one application another one seldom.
  const byName = (knows: (model: Model) => boolean): fc.Arbitrary<CardCommand> =>
    application.map(([name, p2]) => {
      const { aid } = applicationOf(name);
      return exchange(
        coverage,
        'SELECT application',
        (model) => ({
          capdu: `00A404${p2}0A${aid}${p2 === '00' ? '00' : ''}`,
          expected: expectSelectName(model, aid, p2),
        }),
        knows,
      );
    });
  const byPart = partial.map(([name, p2]) =>
    exchange(
      coverage,
      'SELECT by partial name',
      (model) => ({
        capdu: `00A404${p2}${lc(name)}${name}${p2 === '02' ? '00' : ''}`,
        expected: expectSelectName(model, name, p2),
      }),
      // Which match is next when none is current is not described.
      (model) => p2 !== '02' || model.application !== 'isd',
    ),
  );
  const powerUpLevel = exchange(coverage, 'SELECT power-up level', (model) => ({
    capdu: `00A4040C07${AID_ISD}`,
    expected: expectSelectName(model, AID_ISD, '0C'),
  }));
  const file = fc
    .oneof({ weight: 5, arbitrary: fileHere }, { weight: 1, arbitrary: anyFid.map((fid) => () => fid) })
    .map((target) =>
      exchange(coverage, 'SELECT file', (model) => {
        const fid = target(model);
        return { capdu: `00A4020C02${word(fid)}`, expected: expectSelectFile(model, fid) };
      }),
    );
  return fc.oneof(
    { weight: 14, arbitrary: byName((model) => model.application === 'isd') },
    { weight: 2, arbitrary: byName(() => true) },
    { weight: 1, arbitrary: byPart },
    { weight: 1, arbitrary: fc.constant(powerUpLevel) },
    { weight: 12, arbitrary: file },
  );
}

function pinCommands(coverage: CardCoverage): fc.Arbitrary<CardCommand>[] {
  // Wrong values often enough to block, right ones often enough to get on.
  const value = fc.constantFrom<ValueKind>('right', 'right', 'right', 'wrong', 'wrong', 'wrong', ...VALUES);
  const verify = fc.tuple(pinTarget, value).map(([target, kind]) =>
    exchange(
      coverage,
      `VERIFY ${kind}`,
      (model) => {
        const reference = target(model);
        const presented = valueFor(model, reference, kind);
        return {
          capdu: `002000${p2Of(reference)}${byte(presented.length)}${ascii(presented)}`,
          expected: expectVerify(model, reference, presented),
        };
      },
      (model) => knowsFile(model, target(model)),
    ),
  );
  const query = fc.tuple(pinTarget, fc.constantFrom(false, false, true)).map(([target, withLe]) =>
    exchange(
      coverage,
      withLe ? 'query with Le' : 'query',
      (model) => {
        const reference = target(model);
        return {
          capdu: `002000${p2Of(reference)}${withLe ? '00' : ''}`,
          expected: expectQuery(model, reference, withLe),
        };
      },
      (model) => withLe || knowsFile(model, target(model)),
    ),
  );
  const change = fc.constantFrom(...NEW_VALUES).map((kind) =>
    exchange(
      coverage,
      `CHANGE REFERENCE DATA ${kind}`,
      (model) => {
        const value = newValueFor(model, kind);
        return {
          capdu: `00240180${value === '' ? '' : byte(value.length) + ascii(value)}`,
          expected: expectChange(model, value),
        };
      },
      (model) => knowsChange(model, '0024'),
    ),
  );
  const changeKey = fc.constantFrom('other', 'bad length' as const).map((kind) =>
    exchange(
      coverage,
      'CHANGE KEY',
      (model) => {
        const value = newValueFor(model, kind as (typeof NEW_VALUES)[number]);
        return {
          capdu: `80320080${byte(value.length)}${ascii(value)}`,
          expected: expectChange(model, value),
        };
      },
      (model) => knowsChange(model, '8032'),
    ),
  );
  return [verify, verify, verify, query, change, changeKey];
}

const OFFSETS = [0, 0, 4, 7, 16, 17, 159, 160, 255, 3800, 3808, 0x7fff];
const LENGTHS = [1, 4, 256, 65_536];

function reads(coverage: CardCoverage): fc.Arbitrary<CardCommand>[] {
  const le = (ne: number): string => (ne === 65_536 ? '000000' : byte(ne & 0xff));
  const binary = fc
    .tuple(readTarget, fc.constantFrom(...OFFSETS), fc.constantFrom(...LENGTHS))
    .map(([target, wanted, ne]) => {
      const placeOf = (model: Model): { reference: Reference; offset: number } => {
        const reference = target(model);
        return { reference, offset: reference === 'current' ? wanted : wanted & 0xff };
      };
      return exchange(
        coverage,
        'READ BINARY',
        (model) => {
          const { reference, offset } = placeOf(model);
          const p1p2 = reference === 'current' ? word(offset) : p2Of(reference) + byte(offset);
          return { capdu: `00B0${p1p2}${le(ne)}`, expected: expectRead(model, reference, offset, ne) };
        },
        (model) => knowsRead(model, placeOf(model).reference, placeOf(model).offset, ne),
      );
    });
  const recordTarget = fc.oneof(current, fixedSfi(fc.constantFrom(1, 2, 0x0a)));
  const record = fc.tuple(recordTarget, fc.constantFrom(1, 1, 2, 0)).map(([target, number]) =>
    exchange(coverage, 'READ RECORD', (model) => {
      const reference = target(model);
      const p2 = reference === 'current' ? 0x04 : (reference << 3) | 0x04;
      return { capdu: `00B2${byte(number)}${byte(p2)}00`, expected: expectRecord(model, reference, number) };
    }),
  );
  const tag = fc.constantFrom(...DATA_OBJECTS.keys(), 0x44, 0x0101);
  const object = tag.map((wanted) =>
    exchange(
      coverage,
      'GET DATA',
      () => ({ capdu: `00CA${word(wanted)}00`, expected: expectGetData(wanted) }),
      (model) => model.application === 'isd',
    ),
  );
  const challenge = fc.constantFrom(
    ...([
      ['0084000008', { sw: '9000', length: 8 }],
      ['0084000000', { sw: '9000', length: 256 }],
      ['00840000000200', { sw: '6985' }],
    ] as const),
  );
  return [
    binary,
    binary,
    record,
    object,
    challenge.map(([capdu, expected]) => exchange(coverage, 'GET CHALLENGE', () => ({ capdu, expected }))),
  ];
}

/** P1 and length of the data. */
const SIGN_INPUTS = [
  [0, 51],
  [0, 1],
  [0, 245],
  [0, 246],
  [0, 0],
  [1, 100],
  [2, 32],
  [2, 31],
  [3, 8],
  [4, 32],
  [4, 33],
  [5, 8],
  [6, 32],
] as const;

function keyCommands(coverage: CardCoverage): fc.Arbitrary<CardCommand>[] {
  const key: fc.Arbitrary<(model: Model) => KeyReference> = fc.oneof(
    current,
    fixedSfi(fc.constantFrom(0x17, 0x1a, 0x13, 0x18)),
    fc.constant(() => 'own' as const),
  );
  const sign = fc.tuple(key, fc.constantFrom(...SIGN_INPUTS)).map(([target, [mode, length]]) =>
    exchange(
      coverage,
      'COMPUTE DIGITAL SIGNATURE',
      (model) => {
        const reference = target(model);
        const p2 = reference === 'own' ? '00' : p2Of(reference);
        const input = length === 0 ? '' : byte(length) + '5A'.repeat(length);
        return {
          capdu: `802A${byte(mode)}${p2}${input}00`,
          expected: expectSign(model, reference, mode, length),
        };
      },
      (model) => knowsSign(model, target(model)),
    ),
  );
  const authenticate = fc.constantFrom(0x17, 0x19, 0x13, 0x1a, 0x18).map((sfi) =>
    exchange(
      coverage,
      'INTERNAL AUTHENTICATE',
      (model) => ({
        capdu: `008800${p2Of(sfi)}08010203040506070800`,
        expected: expectAuthenticate(model, sfi),
      }),
      (model) => knowsFile(model, sfi),
    ),
  );
  return [sign, sign, authenticate];
}

function fixed(coverage: CardCoverage): fc.Arbitrary<CardCommand>[] {
  const secured = fc.constantFrom(['08A4020C020018', '6882'] as const, ['08B0000000', '69FC'] as const);
  const rows = Object.entries(FIXED).flatMap(([name, list]) =>
    list.map(([capdu, sw]) => ({ name, capdu, sw })),
  );
  return [
    fc
      .constantFrom(...rows)
      .map(({ name, capdu, sw }) => exchange(coverage, name, () => ({ capdu, expected: { sw } }))),
    secured.map(([capdu, sw]) =>
      exchange(
        coverage,
        'secure messaging outside its application',
        () => ({ capdu, expected: { sw } }),
        (model) => model.application !== 'text',
      ),
    ),
  ];
}

/** Everything that can happen to a card, each group as often as listed. */
export function cardCommands(coverage: CardCoverage): fc.Arbitrary<CardCommand>[] {
  const events = (Object.keys(EVENTS) as (keyof typeof EVENTS)[]).map((name) => event(coverage, name));
  const selecting = selections(coverage);
  const using = fc.oneof(...pinCommands(coverage));
  const reading = fc.oneof(...reads(coverage));
  const signing = fc.oneof(...keyCommands(coverage));
  const refusing = fc.oneof(...fixed(coverage));
  // A card without power answers nothing, so power comes back more often than it goes.
  const power = fc.constantFrom(...events, event(coverage, 'power on'), event(coverage, 'power on'));
  return [
    fc.oneof(
      { weight: 25, arbitrary: selecting },
      { weight: 45, arbitrary: using },
      { weight: 15, arbitrary: reading },
      { weight: 10, arbitrary: signing },
      { weight: 6, arbitrary: refusing },
      { weight: 3, arbitrary: power },
    ),
  ];
}
