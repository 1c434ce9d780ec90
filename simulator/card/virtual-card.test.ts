import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FID, fromHex, parseResponseApdu, toHex, utf8Encode, verify } from '../apdu/index.ts';
import { RigError, TransportError, UsageError } from '../errors.ts';
import { numberBOf } from './profiles/holder.ts';
import { p384PrivateKey } from './profiles/p384-key.ts';
import { referenceCardSteps } from './reference-steps.ts';
import {
  dummyDer,
  exchange,
  publicKeys,
  send,
  testCard,
  testFullCard,
  holder as testHolder,
} from './test-card.ts';
import { createCard, type VirtualCard } from './virtual-card.ts';

const SELECT_AP = '00A4040C0AD392F000260100000001';

function poweredCard(): VirtualCard {
  const card = createCard(testCard());
  card.power('on');
  return card;
}

describe('power', () => {
  test('a card without power answers nothing', () => {
    const card = createCard(testCard());
    const absent = expect.objectContaining({ code: 'ERR_CARD_ABSENT' });
    expect(() => card.transmit(fromHex('00200080'))).toThrow(TransportError);
    expect(() => card.transmit(fromHex('00200080'))).toThrow(absent);
    card.power('on');
    card.power('off');
    expect(() => card.transmit(fromHex('00200080'))).toThrow(absent);
    card.power('reset');
    expect(card.snapshot().powered).toBe(false);
  });

  test.each(['off', 'reset'] as const)('%s ends the session and keeps the counters', (op) => {
    const card = poweredCard();
    for (const capdu of [SELECT_AP, '0020009804 39393939', '0020009B06 414243313233']) exchange(card, capdu);
    expect(card.snapshot()).toMatchObject({ currentFid: 0x001b, verified: [0x001b] });
    card.power(op);
    card.power('on');
    expect(card.snapshot()).toMatchObject({ application: undefined, currentFid: undefined, verified: [] });
    expect([card.triesLeft(FID.AUTH_PIN), card.triesLeft(FID.SIGN_PIN)]).toEqual([2, 5]);
  });
});

describe('looking inside', () => {
  test('a snapshot shows counters and never a PIN', () => {
    const snapshot = poweredCard().snapshot();
    expect(snapshot.triesLeft).toEqual({
      'D392F000260100000001:0018': 3,
      'D392F000260100000001:001B': 5,
    });
    expect(JSON.stringify(snapshot)).not.toContain('ABC123');
  });

  test('only PIN files have tries', () => {
    expect(() => poweredCard().triesLeft(FID.AUTH_KEY)).toThrow(RigError);
    expect(() => poweredCard().triesLeft(FID.AUTH_PIN, fromHex('A0'))).toThrow(RigError);
  });
});

describe('applications are data', () => {
  // A second application with the same files under a neighbouring name; it shares no PIN memory with the first.
  function twoApplications(): VirtualCard {
    const data = testCard();
    const [first] = data.applications;
    const other = testCard().applications[0]!;
    const aid = fromHex('D392F000260100000002');
    const card = createCard({ ...data, applications: [first!, { ...other, name: 'second', aid }] });
    card.power('on');
    return card;
  }
  const answersOf = (card: VirtualCard, capdus: string[]): string[] =>
    capdus.map((capdu) => exchange(card, capdu));

  test('a partial name finds them in order', () => {
    const fci = (last: string): string => `6F0C840AD392F00026010000000${last}9000`;
    const next = '00A4040203D392F0';
    expect(answersOf(twoApplications(), [next, next, next, '00A4040003D392F0'])).toEqual([
      fci('1'),
      fci('2'),
      '6A82',
      fci('1'),
    ]);
  });

  test('leaving one loses what was verified there, and counters are its own', () => {
    const card = twoApplications();
    const second = SELECT_AP.replace(/01$/, '02');
    const sign = '802A009701AB00';
    const answers = answersOf(card, [
      ...[SELECT_AP, '0020009804 31323334', second, sign],
      ...['0020009804 39393939', SELECT_AP, sign],
    ]);
    expect(answers).toEqual(['9000', '9000', '9000', '6982', '63C2', '9000', '6982']);
    expect([card.triesLeft(0x0018), card.triesLeft(0x0018, fromHex('D392F000260100000002'))]).toEqual([3, 2]);
  });
});

describe('personalisation', () => {
  test.each([
    { authPin: '12345' },
    { authPin: '123a' },
    { signPin: 'abc123' },
    { signPin: 'ABC12' },
    { triesLeft: { authPin: 4 } },
    { triesLeft: { signPin: -1 } },
    { signCert: new Uint8Array(3809) },
  ])('what fits no card is refused: %#', (change) => {
    expect(() => testCard(change)).toThrow(UsageError);
  });

  test('a card without signing certificate says so', () => {
    const card = createCard(testCard({ signCert: undefined }));
    card.power('on');
    const answers = [SELECT_AP, '00B0880000', '0020009B06414243313233', '00B0810002'].map((c) =>
      exchange(card, c),
    );
    expect(answers).toEqual(['9000', '008F009000', '9000', 'FFFF9000']);
  });

  test('the message of a refused PIN does not show it', () => {
    expect(() => testCard({ authPin: '98765' })).toThrow(/^IEF\.AUTH_PIN: 4 digits$/);
  });
});

describe('steps', () => {
  test('one replaced step changes the card and nothing else', () => {
    const card = createCard(testCard(), { ...referenceCardSteps, onVerifyFailure: (state) => state });
    card.power('on');
    const answers = [SELECT_AP, '0020009804 39393939', '00200098', '0020009804 31323334'].map((capdu) =>
      exchange(card, capdu),
    );
    expect(answers).toEqual(['9000', '63C3', '63C3', '9000']);
  });

  // A step that commands reach past the record could not be replaced: each must be called through it.
  test('every step is reached through the record', () => {
    const reached = new Set<string>();
    const spied = Object.fromEntries(
      Object.entries(referenceCardSteps).map(([name, step]) => [
        name,
        (...args: unknown[]) => {
          reached.add(name);
          return (step as (...all: unknown[]) => unknown)(...args);
        },
      ]),
    ) as typeof referenceCardSteps;
    const authKey = p384PrivateKey(new Uint8Array(48).fill(1));
    const knobs = { terminalAuth: publicKeys.sign };
    const card = createCard(testFullCard({ authKey, knobs }), spied);
    card.power('on');
    card.unlock(FID.AUTH_PIN);
    const body = `7F218202335F4E820129${'00'.repeat(297)}`;
    for (const capdu of [
      '00CA00F000',
      '0084000008',
      '80FC0000',
      '00A4040C0AD3921000310001010100',
      '00B2010C00',
      '0088009901AB00',
      '0020009C0431323334',
      '8032009C0431323334',
      '80AE000001AB',
      '00A4040C0AD3921000310001010408',
      '802A000001AB00',
      '802A050001AB00',
      SELECT_AP,
      '00A4020C020016',
      `80A206C1000133${body}`,
      `80A200C10001055F37820100${'00'.repeat(256)}`,
      '00200098',
      '0020009804 39393939',
      '0020009804 31323334',
      '0024019804 31323334',
      `802A009730${'AB'.repeat(48)}00`,
      '00B0880000',
    ]) {
      exchange(card, capdu);
    }
    expect(Object.keys(referenceCardSteps).filter((name) => !reached.has(name))).toEqual([]);
  });
});

// Bytes that mostly are commands of this card, so that random ones get beyond the first check.
const AIDS = ['D392F000260100000001', 'D3921000310001010408', 'D3921000310001010402', 'D3921000310001010100'];
const PIN_VALUES = ['1234', 'ABC123', '9999', '123456789018', '02010120352285', '020101'];
const plausible = fc
  .tuple(
    fc.constantFrom(0x00, 0x00, 0x00, 0x80, 0x80, 0x10, 0x01, 0x08),
    fc.constantFrom(
      0xa4,
      0xa4,
      0x20,
      0x20,
      0xb0,
      0x2a,
      0x24,
      0xb2,
      0xc0,
      0xca,
      0x84,
      0x88,
      0x32,
      0xa2,
      0xae,
      0xfc,
    ),
    fc.constantFrom(0x00, 0x01, 0x02, 0x04, 0x80, 0x88, 0x81, 0x5f, 0x7f),
    fc.oneof(fc.constantFrom(0x00, 0x0c, 0x80, 0x02), fc.integer({ min: 0x80, max: 0x9f })),
    fc.oneof(
      fc.constant([] as number[]),
      fc.constant([0]),
      fc.constant([0, 0, 0]),
      fc.uint8Array({ maxLength: 20 }).map((data) => [data.length, ...data]),
      fc.integer({ min: 1, max: 0x1e }).map((fid) => [2, 0, fid]),
      fc.constantFrom(...PIN_VALUES.map((pin) => [...verify(utf8Encode(pin)).subarray(4)])),
      fc.constantFrom(...AIDS.map((aid) => [...fromHex(`0A${aid}`)])),
    ),
  )
  .map(([cla, ins, p1, p2, body]) => Uint8Array.of(cla, ins, p1, p2, ...body));

// Whole commands that reach PIN files.
const verifies = fc
  .tuple(fc.constantFrom(0x11, 0x12, 0x13, 0x14, 0x15, 0x18, 0x1b, 0x1c), fc.constantFrom(...PIN_VALUES))
  .map(([sfi, pin]) => Uint8Array.of(0x00, 0x20, 0x00, 0x80 | sfi, ...verify(utf8Encode(pin)).subarray(4)));
const selections = fc.constantFrom(...AIDS).map((aid) => fromHex(`00A4040C0A${aid}`));

test('any byte strings are answered, and a counter changes only by a VERIFY of its own PIN', () => {
  const cards = [testFullCard(), testFullCard({ knobs: { chaining: 'supported', queryAfterOk: 'success' } })];
  const bytes = fc.oneof(
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
    { weight: 6, arbitrary: plausible },
    { weight: 2, arbitrary: verifies },
    { weight: 1, arbitrary: selections },
  );
  const strings = fc.array(bytes, { maxLength: 60, size: 'max' });
  let changes = 0;
  fc.assert(
    fc.property(fc.constantFrom(...cards), strings, (data, capdus) => {
      const card = createCard(data);
      card.power('on');
      card.transmit(fromHex(SELECT_AP));
      for (const capdu of capdus) {
        const before = card.snapshot();
        const { sw } = parseResponseApdu(card.transmit(capdu));
        const after = card.snapshot();
        // Neither 61xx nor 6Cxx: clients do not follow them.
        expect([0x61, 0x6c], toHex(capdu)).not.toContain(sw >> 8);
        const changed = Object.keys(after.triesLeft).filter(
          (pin) => before.triesLeft[pin] !== after.triesLeft[pin],
        );
        if (changed.length === 0) continue;
        changes++;
        const own = `${after.application}:${after.currentFid?.toString(16).toUpperCase().padStart(4, '0')}`;
        expect([capdu[1], changed], toHex(capdu)).toEqual([0x20, [own]]);
        expect(after.triesLeft[own], toHex(capdu)).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 300, seed: 20_260_401 },
  );
  expect(changes).toBeGreaterThan(100);
});

test('the window of the municipality: full tries, perhaps a new value, nothing verified', () => {
  const card = createCard(testCard({ triesLeft: { authPin: 0 } }));
  card.unlock(FID.AUTH_PIN, '7777'); // without power, as on a desk
  card.power('on');
  const answers = [SELECT_AP, '0020009804 31323334', '0020009804 37373737'].map((c) => exchange(card, c));
  expect(answers).toEqual(['9000', '63C2', '9000']);
  card.unlock(FID.AUTH_PIN);
  expect(card.snapshot()).toMatchObject({ verified: [] });
  expect(card.triesLeft(FID.AUTH_PIN)).toBe(3);
  expect(() => card.unlock(FID.AUTH_PIN, 'abcd')).toThrow(expect.objectContaining({ code: 'ERR_CARD_PIN' }));
  expect(() => card.unlock(FID.AUTH_KEY)).toThrow(expect.objectContaining({ code: 'ERR_CARD_FILE' }));
});

test('the desk writes: other certificates and keys, the holder’s PINs and their tries stay, the session is gone', () => {
  const card = createCard(testFullCard({ triesLeft: { signPin: 2 } }));
  card.power('on');
  const run = (...commands: string[]) => commands.map((c) => exchange(card, c));
  // The holder changes one PIN, and mistypes another.
  expect(run(SELECT_AP, '0020009804 31323334', '0024019804 39393939')).toEqual(['9000', '9000', '9000']);
  const other = testFullCard({ signCert: dummyDer(1701), holder: { ...testHolder, securityCode: '7777' } });
  card.personalise(other);
  expect(card.snapshot()).toMatchObject({ powered: false, verified: [], application: undefined });
  expect(() => card.transmit(fromHex(SELECT_AP))).toThrow(
    expect.objectContaining({ code: 'ERR_CARD_ABSENT' }),
  );
  card.power('on');
  expect(run(SELECT_AP, '0020009804 31323334', '0020009804 39393939')).toEqual(['9000', '63C2', '9000']);
  expect(card.triesLeft(FID.SIGN_PIN)).toBe(2);
  expect(run('0020009B06 414243313233', '00B0810000').at(-1)).toBe('[256]9000');
  expect(toHex(send(card, '00B0810004').data)).toBe('308206A1'); // the header of the new certificate: 1701 bytes
});

test('numbers that stand on the face become those of the new one', () => {
  const card = createCard(testFullCard());
  const renewed = { ...testHolder, lastDay: '2040-01-01' };
  card.personalise(testFullCard({ holder: renewed }));
  card.power('on');
  const verifyB = (holder: typeof testHolder) =>
    exchange(card, `00200095 0E ${toHex(utf8Encode(numberBOf(holder)))}`);
  const SELECT_TEXT = '00A4040C0A D3921000310001010408';
  expect([exchange(card, SELECT_TEXT), verifyB(testHolder), verifyB(renewed)]).toEqual([
    '9000',
    '63C9',
    '9000',
  ]);
});
