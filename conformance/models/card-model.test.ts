/** The virtual card against the model, and the model against cards that are wrong in one step. */
import type { KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  birthKeyOf,
  type CardSteps,
  fullCard,
  numberAOf,
  numberBOf,
  referenceCardSteps,
  withMemory,
  withVerified,
} from '../../simulator/card/index.ts';
import { createWorld } from '../../simulator/world/index.ts';
import { dummyCertificates, exampleHolder } from '../../testing/specimen.ts';
import { cardCoverage } from './card-model-commands.ts';
import { checkAgainstModel, checkAnyBytes, type Specimen } from './card-model-property.ts';
import type { PinName } from './card-model-spec.ts';
import { createCoverage } from './coverage.ts';

const LONG = process.env.FPOS_HIL_LONG === '1';
const RUNS = LONG ? 20_000 : 500;
const BYTE_RUNS = LONG ? 50_000 : 2_000;
const FILE_RUNS = LONG ? 1_000 : 40;
const SEED = 20_260_401;

const drawn = createWorld({ seed: 1 }).keys;
const keys = new Map<string, KeyObject>();
function key(name: string): KeyObject {
  const made = keys.get(name) ?? drawn.rsa(name);
  keys.set(name, made);
  return made;
}

const values: Record<PinName, string> = {
  signPin: 'ABC123',
  authPin: '1234',
  textPin: '1234',
  commonPin: '1234',
  jukiPin: '1234',
  textNumberA: numberAOf(exampleHolder),
  surfaceNumberA: numberAOf(exampleHolder),
  textNumberB: numberBOf(exampleHolder),
  surfaceNumberB: numberBOf(exampleHolder),
  birth: birthKeyOf(exampleHolder),
};

// Ten tries would seldom come to their end in one sequence, so the long counters start low.
const tries: Record<PinName, number> = {
  signPin: 3,
  authPin: 3,
  textPin: 2,
  commonPin: 2,
  jukiPin: 2,
  textNumberA: 2,
  surfaceNumberA: 2,
  textNumberB: 2,
  surfaceNumberB: 2,
  birth: 2,
};

const specimen: Specimen = {
  values,
  tries,
  data: fullCard({
    holder: exampleHolder,
    keys: key,
    signKey: key('sign'),
    authKey: key('auth'),
    ...dummyCertificates,
    signPin: values.signPin,
    authPin: values.authPin,
    textPin: values.textPin,
    officePin: values.commonPin,
    triesLeft: tries,
  }),
};

const progress = (what: string) => (done: number) => {
  if (LONG) console.log(`${what}: ${done}`);
};

/** Fails with the shortest sequence, and with what replays it. */
function demandHolds<T>(details: fc.RunDetails<T>): void {
  if (details.failed) expect.fail(`${fc.defaultReportMessage(details)}\n${details.errorInstance}`);
}

test(`${RUNS} random sequences: the card answers as the model says, and everything is reached`, {
  timeout: 1_800_000,
}, () => {
  const coverage = cardCoverage();
  const onProgress = progress('sequences');
  demandHolds(checkAgainstModel(specimen, coverage, { numRuns: RUNS, seed: SEED, onProgress }));
  console.log(coverage.table());
  expect(coverage.missing()).toEqual([]);
});

test(`${BYTE_RUNS} random byte strings: an answer always, a counter moved only by VERIFY or a change`, {
  timeout: 1_800_000,
}, () => {
  demandHolds(
    checkAnyBytes(specimen, { numRuns: BYTE_RUNS, seed: SEED, onProgress: progress('byte strings') }),
  );
});

test(`${FILE_RUNS} random sequences with the memory in a card file: a restart ends the session and no more`, {
  timeout: 1_800_000,
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'fpos-hil-model-'));
  try {
    const file = join(folder, 'card.json');
    demandHolds(checkAgainstModel(specimen, cardCoverage(), { numRuns: FILE_RUNS, seed: SEED + 1, file }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** One step replaced, and nothing else. */
const wrongCards: Readonly<Record<string, Partial<CardSteps>>> = {
  'a wrong PIN costs nothing': { onVerifyFailure: (state, pin) => withVerified(state, pin, false) },
  'a wrong PIN leaves an earlier success': {
    onVerifyFailure: (state, pin, knobs) => {
      const after = referenceCardSteps.onVerifyFailure(state, pin, knobs);
      return state.verified.has(pin) ? withVerified(after, pin, true) : after;
    },
  },
  'a blocked PIN can still be right': { isBlocked: () => false },
  'success does not restore the counter': { onVerifySuccess: (state, pin) => withVerified(state, pin, true) },
  'PINs stay verified in another application': {
    afterSelectApplication: (state, next, knobs) => ({
      ...referenceCardSteps.afterSelectApplication(state, next, knobs),
      verified: state.verified,
    }),
  },
  'a reset keeps what was verified': {
    afterPower: (state, op, knobs) =>
      op === 'reset' ? state : referenceCardSteps.afterPower(state, op, knobs),
  },
  'power restores the counters': {
    afterPower: (state, op, knobs) =>
      [...state.pins.keys()].reduce(
        (after, pin) => withMemory(after, pin, { triesLeft: pin.triesMax }),
        referenceCardSteps.afterPower(state, op, knobs),
      ),
  },
  'every file is read without a PIN': { mayRead: () => true },
  'every key signs without a PIN': { maySign: () => true },
  'the end of a file is 9000 without data': {
    endOfFile: (content, offset, ne, knobs) =>
      offset < content.length
        ? referenceCardSteps.endOfFile(content, offset, ne, knobs)
        : { data: new Uint8Array(0), sw: 0x9000 },
  },
  'PINs are compared without regard to what follows': {
    comparePin: (reference, presented) => reference.every((byte, at) => presented[at] === byte),
  },
  'a changed PIN is not stored': { afterPinChange: (state) => state },
  'a new PIN may be anything': { acceptsNewValue: () => true },
  'a verified PIN signs once': {
    afterSign: (state) => ({ ...state, verified: new Set() }),
  },
};

describe('the model notices a card on which', () => {
  test.each(Object.entries(wrongCards))('%s', (_name, change) => {
    const steps = { ...referenceCardSteps, ...change };
    const { failed } = checkAgainstModel(specimen, cardCoverage(), { numRuns: 1000, seed: SEED, steps });
    expect(failed).toBe(true);
  });

  test('random bytes move a counter', () => {
    const steps: CardSteps = {
      ...referenceCardSteps,
      getChallenge: (card, state, capdu) => {
        const outcome = referenceCardSteps.getChallenge(card, state, capdu);
        const [pin] = state.pins.keys();
        return { ...outcome, state: withMemory(outcome.state, pin!, { triesLeft: 1 }) };
      },
    };
    expect(checkAnyBytes(specimen, { numRuns: 2000, seed: SEED, steps }).failed).toBe(true);
  });
});

test('what was promised and never reached is named', () => {
  const coverage = createCoverage({ command: ['a', 'b'], 'status word': [], state: [], event: ['e'] });
  coverage.count('command', 'a');
  coverage.count('command', 'c');
  expect(coverage.missing()).toEqual(['command: b', 'event: e']);
  expect(coverage.table()).toContain('command: a 1 | b 0 | c 1');
});
