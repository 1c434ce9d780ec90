/** What a register says and does beyond the citizen: names, days, places, corrections. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chanceFrom } from '../world/index.ts';
import {
  ADDRESS_MAX,
  addressIn,
  CITIZEN_MAX,
  citizenOf,
  composeKana,
  composeName,
  countedBirthday,
  endOfStay,
  fullWidth,
  isMinorCorrection,
  municipalities,
  realChanges,
} from './index.ts';

test('fullWidth', () => expect(fullWidth('1-2-A')).toBe('１－２－Ａ'));

test('a name is composed in one form', () => {
  expect(composeName({ family: '見本', given: '花子' })).toBe('見本　花子');
  expect(composeName({ family: '山田', formerFamily: '佐藤', given: '花子' })).toBe('山田［佐藤］　花子');
  expect(composeName({ family: 'Ｘ', given: '' })).toBe('Ｘ');
  const alias = { family: 'ＪＯＨＮ', given: 'ＳＭＩＴＨ', alias: '見本　太郎' };
  expect(composeName(alias)).toBe('ＪＯＨＮ　ＳＭＩＴＨ（見本　太郎）');
  expect(composeKana({ family: 'ヤマダ', formerFamily: 'サトウ', given: 'ハナコ' })).toBe(
    'ヤマダ［サトウ］　ハナコ',
  );
});

test.each([
  ['1980-02-17', '1980-02-17'],
  ['1948-04-00', '1948-04-30'],
  ['1948-02-00', '1948-02-29'],
  ['1949-02-00', '1949-02-28'],
  ['1948-00-00', '1948-12-31'],
])('born %s counts from %s', (birth, day) => expect(countedBirthday(birth)).toBe(day));

test.each([
  [{ from: '2018-06-10', years: 3 } as const, '2026-04-01', '2027-06-10'],
  [{ from: '2018-06-10', years: 3 } as const, '2027-06-10', '2027-06-10'],
  [{ from: '2018-06-10', years: 3 } as const, '2027-06-11', '2030-06-10'],
  [{ from: '2020-06-10', years: 1 } as const, '2026-06-09', '2026-06-10'],
  [{ from: '2020-06-10', years: 5 } as const, '2020-01-01', '2025-06-10'],
])('stay %j on %s ends %s', (period, day, end) => expect(endOfStay(period, day)).toBe(end));

describe('municipalities', () => {
  test('about sixty, each with its own code and CRL', () => {
    expect(municipalities.length).toBeGreaterThanOrEqual(60);
    const distinct = (values: string[]): number => new Set(values).size;
    expect(distinct(municipalities.map((m) => m.code))).toBe(municipalities.length);
    expect(distinct(municipalities.map((m) => `${m.prefecture} ${m.city}`))).toBe(municipalities.length);
    expect(distinct(municipalities.map((m) => m.name))).toBe(municipalities.length);
  });

  test.each(municipalities)('$prefecture $city', ({ code, prefecture, city, name }) => {
    expect(code).toMatch(/^99[0-9]{3}$/);
    expect(prefecture).toMatch(/^(Tokyo-to|Hokkaido|(Osaka|Kyoto)-fu|[A-Z][a-z]+-ken)$/);
    expect(city).toMatch(/^[A-Z][a-z]+-(shi(-[A-Z][a-z]+-ku)?|ku|cho|machi|mura)$/);
    expect(name).toMatch(/^.{2,3}[都道府県].+[市区町村]$/);
    const kind = { shi: '市', ku: '区', cho: '町', machi: '町', mura: '村' }[city.split('-').at(-1)!];
    expect(name.at(-1)).toBe(kind);
  });

  test('a move leads to an address there', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...municipalities), (seed, municipality) => {
        const address = addressIn(chanceFrom(seed), municipality);
        expect(address.startsWith(municipality.name)).toBe(true);
        expect([...address].length).toBeLessThanOrEqual(ADDRESS_MAX);
        expect(addressIn(chanceFrom(seed), municipality)).toBe(address);
      }),
    );
  });
});

describe('minor corrections', () => {
  test.each([
    ['髙見本　花子', '高見本　花子', true],
    ['見本邉', '見本辺', true],
    ['見邉\u{e0102}本', '見邉本', true],
    ['見邉\u{e0102}本', '見辺本', true],
    ['\ufa19例', '神例', true],
    ['髙見本𠮷', '高見本吉', true],
    ['髙見本𠮷', '高見本𠮷', true], // one of two
    ['高見本', '髙見本', false], // the way back
    ['見邉本', '見邉\u{e0102}本', false],
    ['髙見本', '高架空', false], // and another change beside it
    ['髙見本', '見高本', false], // another place
    ['見本', '見本', false], // no change at all
    ['見本　花子', '見本　一子', false],
    ['見本', '見本本', false],
    ['\ue000本', 'ミ本', false],
  ])('%s to %s: %s', (before, after, minor) => expect(isMinorCorrection(before, after)).toBe(minor));

  const items = {
    name: '髙見本　花子',
    address: '東京都見本市髙架空町１',
    birth: '1980-02-17',
    gender: '2',
    kana: { family: 'タカミホン', given: 'ハナコ' },
  } as const;

  test.each([
    [{}, []],
    [{ name: '高見本　花子', address: '東京都見本市高架空町１' }, []],
    [{ name: '架空　花子' }, ['name']],
    [{ address: '東京都見本市髙架空町２' }, ['address']],
    [{ birth: '1980-02-18', gender: '1' }, ['birth', 'gender']],
    [{ kana: { family: 'タカミモト', given: 'ハナコ' } }, ['kana']],
  ] as const)('%j', (change, real) => expect(realChanges(items, { ...items, ...change })).toEqual(real));

  test('recording a reading for the first time is no change', () => {
    const { kana: _, ...without } = items;
    expect(realChanges(without, items)).toEqual([]);
  });

  test('nobody differs from themselves; others do', () => {
    const number = fc.integer({ min: 21, max: CITIZEN_MAX });
    fc.assert(
      fc.property(number, number, (a, b) => {
        const chance = chanceFrom(1);
        const [one, other] = [citizenOf(chance, a), citizenOf(chance, b)];
        expect(realChanges(one, one)).toEqual([]);
        expect(realChanges(one, other).length > 0).toBe(a !== b);
      }),
    );
  });
});
