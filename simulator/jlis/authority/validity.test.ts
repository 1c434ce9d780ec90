import { expect, test } from 'vitest';
import { birthCode } from '../../pki/index.ts';
import { birthdayAfter, cardLastDay, certificateLastDay, endOfDayJst } from './validity.ts';

test('the fifth birthday after the issue day; one on the day itself does not count', () => {
  expect(birthdayAfter('2025-10-27', '1980-02-17', 5)).toBe('2030-02-17');
  expect(birthdayAfter('2025-02-16', '1980-02-17', 5)).toBe('2029-02-17');
  expect(birthdayAfter('2025-02-17', '1980-02-17', 5)).toBe('2030-02-17');
  expect(birthdayAfter('2025-03-01', '2004-02-29', 2)).toBe('2027-02-28');
  expect(birthdayAfter('2025-03-01', '2004-02-29', 3)).toBe('2028-02-29');
  expect(birthdayAfter('2025-03-01', '1948-04-00', 1)).toBe('2025-04-30');
  expect(birthdayAfter('2025-03-01', '1948-00-00', 1)).toBe('2025-12-31');
});

test('a card lasts to the tenth birthday, of those under eighteen to the fifth', () => {
  expect(cardLastDay('2026-04-01', '1990-05-05')).toBe('2035-05-05');
  expect(cardLastDay('2026-04-01', '2008-04-01')).toBe('2036-04-01');
  expect(cardLastDay('2026-03-31', '2008-04-01')).toBe('2030-04-01');
});

test('a signing certificate outlives neither the card nor the authentication certificate', () => {
  const birth = '1990-05-05';
  expect(certificateLastDay('2026-04-01', birth, { cardEnd: '2035-05-05' })).toBe('2030-05-05');
  expect(certificateLastDay('2026-04-01', birth, { cardEnd: '2028-05-05' })).toBe('2028-05-05');
  expect(certificateLastDay('2026-04-01', birth, { cardEnd: '2035-05-05', authEnd: '2027-05-05' })).toBe(
    '2027-05-05',
  );
  expect(certificateLastDay('2026-04-01', birth, { cardEnd: '2035-05-05', renewal: true })).toBe(
    '2031-05-05',
  );
});

test('the last day ends at 23:59:59 in Japan', () => {
  expect(endOfDayJst('2030-02-17').toISOString()).toBe('2030-02-17T14:59:59.000Z');
});

test.for([
  ['1912-07-29', '119120729'],
  ['1912-07-30', '219120730'],
  ['1926-12-24', '219261224'],
  ['1926-12-25', '319261225'],
  ['1989-01-07', '319890107'],
  ['1989-01-08', '419890108'],
  ['2019-04-30', '420190430'],
  ['2019-05-01', '520190501'],
] as const)('%s is written %s', ([birth, code]) => expect(birthCode(birth)).toBe(code));
