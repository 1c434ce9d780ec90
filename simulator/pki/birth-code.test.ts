import { expect, test } from 'vitest';
import { birthCode, birthOfCode } from './birth-code.ts';

test.each([
  ['1980-02-17', '319800217'],
  ['1926-12-24', '219261224'],
  ['1926-12-25', '319261225'],
  ['1989-01-07', '319890107'],
  ['1989-01-08', '419890108'],
  ['2019-05-01', '520190501'],
  ['1989-00-00', '319890000'],
  ['0000-00-00', '000000000'],
])('%s is written %s, and read again', (birth, code) => {
  expect(birthCode(birth)).toBe(code);
  expect(birthOfCode(code)).toBe(birth);
});

test.each(['419890000', '400000000'])('%s: what is not known may fall on either side', (code) => {
  expect(birthOfCode(code)).toBeDefined();
});

test.each([
  ['no era digit', '19800217'],
  ['an era to come', '620300101'],
  ['month 13', '319801300'],
  ['30 February', '319800230'],
  ['the era after', '419890107'],
  ['the era before', '319890108'],
  ['an era before the year begins', '520180000'],
  ['a known date of no era', '019800217'],
])('%s is no date', (_what, code) => expect(birthOfCode(code)).toBeUndefined());
