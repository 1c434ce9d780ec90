import { expect, test } from 'vitest';
import { STATUS_KNOBS } from './knobs.ts';
import { crlTick, ocspTick } from './ticks.ts';

const at = (text: string): Date => new Date(text);

test.each([
  ['2026-04-01T09:00:00.000+09:00', '2026-04-01T00:00:00.000Z'],
  ['2026-04-01T09:14:59.999+09:00', '2026-04-01T00:00:00.000Z'],
  ['2026-04-01T09:15:00.000+09:00', '2026-04-01T00:15:00.000Z'],
  ['2027-01-01T00:00:00.000+09:00', '2026-12-31T15:00:00.000Z'],
])('at %s the OCSP data are of %s', (now, tick) => {
  expect(ocspTick(at(now), STATUS_KNOBS)).toEqual({
    at: at(tick),
    until: new Date(at(tick).getTime() - 1),
    next: new Date(at(tick).getTime() + 900_000),
  });
});

test.each([
  ['2026-04-01T04:59:59.999+09:00', '2026-03-31T05:00:00.000+09:00'],
  ['2026-04-01T05:00:00.000+09:00', '2026-04-01T05:00:00.000+09:00'],
  ['2026-04-01T23:59:59.999+09:00', '2026-04-01T05:00:00.000+09:00'],
  ['2028-03-01T00:00:00.000+09:00', '2028-02-29T05:00:00.000+09:00'],
  ['2027-01-01T00:00:00.000+09:00', '2026-12-31T05:00:00.000+09:00'],
])('at %s the lists are of %s', (now, tick) => {
  expect(crlTick(at(now), STATUS_KNOBS)).toEqual({
    at: at(tick),
    until: new Date(at(tick).getTime() - 1),
    next: new Date(at(tick).getTime() + 86_400_000),
  });
});

test('without ticks everything is told at once', () => {
  const now = at('2026-04-01T09:07:00.123+09:00');
  const atOnce = { at: now, until: now, next: undefined };
  expect(ocspTick(now, { ocspRefreshMs: 0 })).toEqual(atOnce);
  expect(crlTick(now, { crlTickJst: 0 })).toEqual(atOnce);
});

test.each(['5:00', '24:00', '05:60', '05:00:00'] as const)('%s is no time of day', (crlTickJst) => {
  expect(() => crlTick(at('2026-04-01T00:00:00Z'), { crlTickJst: crlTickJst as '05:00' })).toThrow(
    expect.objectContaining({ code: 'ERR_KNOB' }),
  );
});
