import { expect, test } from 'vitest';
import { chanceFrom } from '../world/index.ts';
import { citizenOf, fullWidth } from './index.ts';

test('the n-th citizen of a seed is the same, whoever was asked for before', () => {
  const alone = citizenOf(chanceFrom(7), 1_000_000);
  const chance = chanceFrom(7);
  for (let n = 1; n < 50; n++) citizenOf(chance, n);
  expect(citizenOf(chance, 1_000_000)).toEqual(alone);
  expect(citizenOf(chanceFrom(8), 1_000_000)).not.toEqual(alone);
});

test('items have the shape that certificates need', () => {
  const chance = chanceFrom(1);
  for (let n = 1; n <= 500; n++) {
    const citizen = citizenOf(chance, n);
    expect(citizen.name).toMatch(/^[^\u0000-\u007f\u3000]+\u3000[^\u0000-\u007f\u3000]+$/);
    expect(citizen.address).toMatch(/^[^\u0000-\u007f]+$/);
    expect(new Date(citizen.birth).toISOString().slice(0, 10)).toBe(citizen.birth);
  }
});

test('fullWidth', () => expect(fullWidth('1-2-A')).toBe('１－２－Ａ'));
