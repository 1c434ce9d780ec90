/** PIN state against a model simpler than the card: two counters, two flags, the current file, the power. */
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { FID, swHex } from '../apdu/index.ts';
import { exchange, testCard } from './test-card.ts';
import { createCard, type VirtualCard } from './virtual-card.ts';

type Kind = 'auth' | 'sign';
type Model = {
  powered: boolean;
  application: boolean;
  current: 'none' | 'key' | Kind;
  tries: Record<Kind, number>;
  verified: Record<Kind, boolean>;
};
type Command = fc.Command<Model, VirtualCard>;

const MAX = { auth: 3, sign: 5 };
const PIN_FILE = { auth: '0018', sign: '001B' };
const KEY_FILE = { auth: '0017', sign: '001A' };
const RIGHT = { auth: '0431323334', sign: '06414243313233' };
const WRONG = { auth: '0439393939', sign: '06585858585858' };

const reached = new Map<string, number>();

function endSession(model: Model): void {
  model.application = false;
  model.current = 'none';
  model.verified = { auth: false, sign: false };
}

/** A command that sends one C-APDU; `expected` works out the answer and changes the model. */
function capduCommand(name: string, capdu: string, expected: (model: Model) => string): Command {
  return {
    check: (model) => model.powered,
    run(model, card) {
      const want = expected(model);
      const got = exchange(card, capdu);
      reached.set(got, (reached.get(got) ?? 0) + 1);
      expect(got, name).toBe(want);
      for (const kind of ['auth', 'sign'] as const) {
        const fid = kind === 'auth' ? FID.AUTH_PIN : FID.SIGN_PIN;
        expect(card.triesLeft(fid), `${name}: tries of ${kind}`).toBe(model.tries[kind]);
        expect(card.snapshot().verified.includes(fid), `${name}: ${kind} verified`).toBe(
          model.verified[kind],
        );
      }
    },
    toString: () => name,
  };
}

function powerCommand(op: 'on' | 'off' | 'reset'): Command {
  return {
    check: (model) => op === 'on' || model.powered,
    run(model, card) {
      card.power(op);
      model.powered = op !== 'off';
      endSession(model);
    },
    toString: () => `power ${op}`,
  };
}

const tries = (model: Model, kind: Kind): string => swHex(0x63c0 + model.tries[kind]);

/** The rule of VERIFY, for the right PIN of `owner` or a wrong one, given to the PIN file that is current. */
function verifyRule(model: Model, owner: Kind, right: boolean): string {
  const { current } = model;
  if (current === 'none') return '6986';
  if (current === 'key') return '6981';
  if (model.tries[current] === 0) return '6984';
  if (right && owner === current) {
    model.tries[current] = MAX[current];
    model.verified[current] = true;
    return '9000';
  }
  model.tries[current] -= 1;
  model.verified[current] = false;
  return tries(model, current);
}

function commandsOf(kind: Kind): Command[] {
  const select = (file: 'key' | Kind) => (model: Model) => {
    if (!model.application) return '6A82';
    model.current = file;
    return '9000';
  };
  const bySfi = (0x80 | Number.parseInt(KEY_FILE[kind], 16)).toString(16);
  return [
    capduCommand(`select ${kind} PIN`, `00A4020C02${PIN_FILE[kind]}`, select(kind)),
    capduCommand(`select ${kind} key`, `00A4020C02${KEY_FILE[kind]}`, select('key')),
    capduCommand(`right ${kind} PIN`, `00200080${RIGHT[kind]}`, (model) => verifyRule(model, kind, true)),
    capduCommand(`wrong ${kind} PIN`, `00200080${WRONG[kind]}`, (model) => verifyRule(model, kind, false)),
    capduCommand(`sign with the ${kind} key`, `802A00${bySfi}01AB00`, (model) => {
      if (!model.application) return '6A82';
      if (!model.verified[kind]) return '6982';
      model.current = 'key';
      return '[256]9000';
    }),
  ];
}

const common: Command[] = [
  capduCommand('select the AP', '00A4040C0AD392F000260100000001', (model) => {
    endSession(model);
    model.application = true;
    return '9000';
  }),
  capduCommand('select no AP', '00A4040C0AA0000000000000000000', () => '6A82'),
  capduCommand('query', '00200080', ({ current, ...model }) => {
    if (current === 'none') return '6986';
    return current === 'key' ? '6981' : tries({ current, ...model }, current);
  }),
  capduCommand('query with Le', '0020008000', () => '6700'),
  capduCommand('read the sign certificate', '00B0810004', (model) => {
    if (!model.application) return '6A82';
    if (!model.verified.sign) return '6982';
    model.current = 'key'; // some file that is no PIN file
    return '308206D19000';
  }),
];

// Selecting comes often and power rarely, else most sequences end with nothing selected.
const anyCommand = [
  ...[...commandsOf('auth'), ...commandsOf('sign')].flatMap((command) =>
    Array.from({ length: 4 }, () => command),
  ),
  ...[...common, common[0]!, common[0]!],
  ...(['on', 'off', 'reset'] as const).map(powerCommand),
].map((command) => fc.constant(command));

// A status word that no sequence reaches would be a rule that nothing tests.
const MUST_REACH =
  '9000 [256]9000 308206D19000 63C0 63C1 63C2 63C3 63C4 63C5 6700 6981 6982 6984 6986 6A82'.split(' ');

describe('PIN state', () => {
  test('the card does as the model in every sequence', () => {
    const data = testCard();
    const sequences = fc.commands(anyCommand, { size: '+1', maxCommands: 60 });
    fc.assert(
      fc.property(sequences, (commands) => {
        fc.modelRun(() => {
          const card = createCard(data);
          card.power('on');
          exchange(card, '00A4040C0AD392F000260100000001');
          const model: Model = {
            powered: true,
            application: true,
            current: 'none',
            tries: { ...MAX },
            verified: { auth: false, sign: false },
          };
          return { model, real: card };
        }, commands);
      }),
      // One seed, so that what must be reached is reached each time.
      { numRuns: 300, seed: 20_260_401 },
    );
    expect(MUST_REACH.filter((answer) => !reached.has(answer))).toEqual([]);
  });

  afterAll(() => {
    const counts = [...reached]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([sw, count]) => `${sw}: ${count}`);
    console.log(`PIN state model, answers reached: ${counts.join(', ')}`);
  });
});
