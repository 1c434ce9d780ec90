/** What a command is about, as rules see it. */
import { expect, test } from 'vitest';
import { fromHex } from '../../apdu/index.ts';
import { createFollower, occurrence } from './occurrence.ts';

const JPKI = '00A4040C0AD392F000260100000001';
const COMMON = '00A4040C0AD3921000310001010100';

/** Commands that the card carries out, and what the last one is about: name, application, file. */
test.each([
  [[JPKI], 'SELECT', 'JPKI-AP', undefined],
  [['00A4040C05D392F00026'], 'SELECT', 'JPKI-AP', undefined],
  [[JPKI, '00A4020C020001'], 'SELECT', 'JPKI-AP', 'EF.SIGN_CERT'],
  [[JPKI, '00A4020C02000A', '00B0000004'], 'READ BINARY', 'JPKI-AP', 'EF.AUTH_CERT'],
  [[JPKI, '00B08A0004'], 'READ BINARY', 'JPKI-AP', 'EF.AUTH_CERT'],
  [[JPKI, '00A4020C020018', '00200080'], 'VERIFY query', 'JPKI-AP', 'IEF.AUTH_PIN'],
  [[JPKI, '002000980431323334'], 'VERIFY', 'JPKI-AP', 'IEF.AUTH_PIN'],
  [[JPKI, '00A4020C020018', '002401800435363738'], 'CHANGE REFERENCE DATA', 'JPKI-AP', 'IEF.AUTH_PIN'],
  [[JPKI, '00A4020C020017', '802A008001AB00'], 'COMPUTE DIGITAL SIGNATURE', 'JPKI-AP', 'IEF.AUTH_KEY'],
  [[COMMON, '00B2010C00'], 'READ RECORD', 'common AP', 'EF.CARD_SERIAL'],
  [[COMMON, '00A4020C020001', '00B2010400'], 'READ RECORD', 'common AP', 'EF.CARD_SERIAL'],
  [[COMMON, '00A4020C02001C', '803200800435363738'], 'CHANGE KEY', 'common AP', 'IEF.CARD_PIN'],
  [[COMMON, '0088009901AB00'], 'INTERNAL AUTHENTICATE', 'common AP', 'IEF.INTERNAL_AUTH_KEY'],
  [[JPKI, '0084000008'], 'GET CHALLENGE', 'JPKI-AP', undefined],
  [['00CA004200'], 'GET DATA', undefined, undefined],
  [['0001000000'], undefined, undefined, undefined],
] as const)('%j: %s', (capdus, name, application, file) => {
  const follower = createFollower();
  for (const capdu of capdus.slice(0, -1)) follower.answered(fromHex(capdu), fromHex('9000'));
  const happens = follower.occurrence(fromHex(capdus.at(-1)!));
  expect(happens).toMatchObject({ on: 'command', code: capdus.at(-1)!.slice(0, 4) });
  expect(happens.on === 'command' && [happens.name, happens.application, happens.file]).toEqual([
    name,
    application,
    file,
  ]);
  // Nothing of what the command brings is in it, and it is what another process may be told.
  expect(occurrence.parse(happens)).toEqual(happens);
  expect(JSON.stringify(happens)).not.toMatch(/31323334|35363738/);
});

test('bytes that are no command are about nothing', () => {
  const follower = createFollower();
  expect(follower.occurrence(fromHex('00A404'))).toEqual({ on: 'command', code: '00A4' });
  expect(follower.occurrence(new Uint8Array(0))).toEqual({ on: 'command' });
});

test('a refused SELECT moves nothing', () => {
  const follower = createFollower();
  follower.answered(fromHex(JPKI), fromHex('9000'));
  follower.answered(fromHex('00A4020C02000A'), fromHex('9000'));
  follower.answered(fromHex('00A4020C020001'), fromHex('6A82'));
  expect(follower.occurrence(fromHex('00B0000004'))).toMatchObject({ file: 'EF.AUTH_CERT' });
});
