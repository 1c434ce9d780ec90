import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chanceFrom, dateJst, midnightJst, minuteJst, pooledKeys, virtualClock } from './index.ts';
import { testKeyCount } from './test-keys.ts';

test('same seed same bytes, however they are drawn; another seed or label others', () => {
  const whole = chanceFrom(1).bytes(100);
  const pieces = chanceFrom(1);
  expect(Buffer.concat([pieces.bytes(1), pieces.bytes(31), pieces.bytes(68)]).equals(whole)).toBe(true);
  expect(chanceFrom(2).bytes(100)).not.toEqual(whole);
  expect(chanceFrom(1).fork('a').bytes(8)).not.toEqual(chanceFrom(1).fork('b').bytes(8));
});

test('a stream is not shifted by what others draw', () => {
  const chance = chanceFrom('x');
  chance.bytes(1000);
  chance.fork('noise').bytes(1000);
  expect(chance.fork('own').bytes(16)).toEqual(chanceFrom('x').fork('own').bytes(16));
});

test('below stays below, and every value comes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 48 }), fc.string(), (bound, seed) => {
      const value = chanceFrom(seed).below(bound);
      expect(value >= 0 && value < bound).toBe(true);
    }),
  );
  const chance = chanceFrom(1);
  const drawn = new Set(Array.from({ length: 200 }, () => chance.below(6)));
  expect([...drawn].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  expect(() => chance.below(0)).toThrow(RangeError);
});

test('the pool gives each key once, in an order that the seed decides', () => {
  const keysOf = (seed: number) => {
    const keys = pooledKeys(chanceFrom(seed));
    return Array.from({ length: testKeyCount }, (_, i) => keys.rsa(`k${i}`).export({ format: 'jwk' }).n);
  };
  const one = keysOf(1);
  expect(new Set(one).size).toBe(testKeyCount);
  expect(keysOf(1)).toEqual(one);
  expect(keysOf(2)).not.toEqual(one);
});

test('a virtual clock goes on only when told, and never back', () => {
  const clock = virtualClock();
  expect(clock.now().toISOString()).toBe('2026-04-01T00:00:00.000Z');
  clock.advance(1500);
  expect(clock.now().toISOString()).toBe('2026-04-01T00:00:01.500Z');
  expect(() => clock.advance(-1)).toThrow(RangeError);
});

test('dates and midnight in Japan', () => {
  expect(dateJst(new Date('2026-03-31T15:00:00Z'))).toBe('2026-04-01');
  expect(minuteJst(new Date('2026-12-31T16:00:59Z'))).toBe('2027-01-01 01:00 JST');
  expect(midnightJst(new Date('2026-03-31T14:59:59Z')).toISOString()).toBe('2026-03-30T15:00:00.000Z');
  expect(midnightJst(new Date('2026-03-31T15:00:00Z')).toISOString()).toBe('2026-03-31T15:00:00.000Z');
});
