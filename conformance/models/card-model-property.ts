/** The two properties of the card: it does what the model says, and no bytes at all can break it. */
import fc from 'fast-check';
import { parseResponseApdu } from '../../simulator/apdu/index.ts';
import {
  type CardData,
  type CardSteps,
  createCard,
  openCardFile,
  referenceCardSteps,
  saveCard,
} from '../../simulator/card/index.ts';
import { type Model, newModel } from './card-model.ts';
import {
  type CardCommand,
  type CardCoverage,
  type CardUnderTest,
  cardCommands,
} from './card-model-commands.ts';

/** A personalised card, and what the model has to know of it. */
export type Specimen = {
  readonly data: CardData;
  readonly values: Model['values'];
  readonly tries: Model['tries'];
};

/** A card in a reader that has power; a restart makes it anew from the memory it had stored last. */
export function cardUnderTest({ data }: Specimen, steps: CardSteps = referenceCardSteps): CardUnderTest {
  type Memory = Parameters<NonNullable<NonNullable<Parameters<typeof createCard>[2]>['onMemory']>>[0];
  let stored: Memory | undefined;
  const start = () =>
    createCard(data, steps, {
      ...(stored && { pins: stored }),
      onMemory: (pins) => {
        stored = pins;
      },
    });
  const sut = {
    card: start(),
    restart() {
      sut.card = start();
    },
  };
  sut.card.power('on');
  return sut;
}

/** The same with the memory in a card file: a restart closes the file and opens it again. */
export function cardFileUnderTest({ data }: Specimen, path: string): CardUnderTest & { close(): void } {
  saveCard(path, data, { replace: true });
  let open = openCardFile(path);
  const sut = {
    card: open.card,
    restart() {
      open.close();
      open = openCardFile(path);
      sut.card = open.card;
    },
    close: () => open.close(),
  };
  sut.card.power('on');
  return sut;
}

const COMMANDS_MAX = 80;

const sequences = (coverage: CardCoverage): fc.Arbitrary<Iterable<CardCommand>> =>
  fc.commands(cardCommands(coverage), { maxCommands: COMMANDS_MAX, size: 'max' });

export type CheckOptions = {
  readonly numRuns: number;
  readonly seed: number;
  readonly steps?: CardSteps;
  /** Where the card keeps its memory; without it in this process. */
  readonly file?: string;
  /** Told after every thousand sequences. */
  readonly onProgress?: (done: number) => void;
};

/** Random sequences against the model; the details tell whether it failed, and how to replay it. */
export function checkAgainstModel(
  specimen: Specimen,
  coverage: CardCoverage,
  { numRuns, seed, steps, file, onProgress }: CheckOptions,
): fc.RunDetails<[Iterable<CardCommand>]> {
  let done = 0;
  const property = fc.property(sequences(coverage), (commands) => {
    const model = newModel(specimen.values, specimen.tries);
    if (file === undefined) {
      fc.modelRun(() => ({ model, real: cardUnderTest(specimen, steps) }), commands);
    } else {
      const real = cardFileUnderTest(specimen, file);
      try {
        fc.modelRun(() => ({ model, real }), commands);
      } finally {
        real.close();
      }
    }
    done += 1;
    if (done % 1000 === 0) onProgress?.(done);
  });
  return fc.check(property, { numRuns, seed });
}

// Beginnings of real commands, so that random bytes get past the first checks.
const HEADERS = [
  '00A4040C0A',
  '00A4020C02',
  '00200080',
  '00200098',
  '00B00000',
  '00B08A',
  '802A0080',
  '00240180',
];
const MORE_HEADERS = [
  '80320080',
  '00B2010C',
  '00CA00',
  '00840000',
  '00880099',
  '80A206C1',
  '80AE0000',
  '0820',
];
const randomBytes = fc.uint8Array({ maxLength: 40 }) as fc.Arbitrary<Uint8Array>;
const headed: fc.Arbitrary<Uint8Array> = fc
  .tuple(fc.constantFrom(...HEADERS, ...MORE_HEADERS), randomBytes)
  .map(([head, tail]) => Buffer.concat([Buffer.from(head, 'hex'), tail]));
const places = fc.constantFrom(
  ...['00A4040C0AD392F000260100000001', '00A4040C0AD3921000310001010408', '00A4040C0AD3921000310001010402'],
  ...[
    '00A4040C0AD3921000310001010100',
    '00A4020C020018',
    '00A4020C020011',
    '00A4020C02000A',
    '00A4020C020017',
  ],
);
const anyCapdus = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: randomBytes },
    { weight: 5, arbitrary: headed },
    { weight: 2, arbitrary: places.map((hex) => Buffer.from(hex, 'hex')) },
  ),
  { minLength: 1, maxLength: 12 },
);

/** VERIFY or a change of a PIN, plain or under secure messaging, that was not refused. */
function mayMoveCounters(capdu: Uint8Array, sw: number): boolean {
  const isPinCommand = [0x20, 0x24, 0x32].includes(capdu[1] ?? 0);
  return isPinCommand && (sw === 0x9000 || (sw & 0xfff0) === 0x63c0);
}

/** Any byte strings: two bytes at least come back, nothing is thrown, and counters move only where an answer says so. */
export function checkAnyBytes(
  specimen: Specimen,
  { numRuns, seed, steps, onProgress }: CheckOptions,
): fc.RunDetails<[Uint8Array[]]> {
  let done = 0;
  const property = fc.property(anyCapdus, (capdus) => {
    const { card } = cardUnderTest(specimen, steps);
    for (const capdu of capdus) {
      const before = JSON.stringify(card.snapshot().triesLeft);
      const rapdu = card.transmit(capdu);
      if (rapdu.length < 2) throw new Error(`${rapdu.length} bytes came back`);
      const after = JSON.stringify(card.snapshot().triesLeft);
      if (before !== after && !mayMoveCounters(capdu, parseResponseApdu(rapdu).sw)) {
        throw new Error(`counters moved from ${before} to ${after}`);
      }
    }
    done += 1;
    if (done % 1000 === 0) onProgress?.(done);
  });
  return fc.check(property, { numRuns, seed });
}
