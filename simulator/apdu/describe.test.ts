import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { concat, fromHex } from './bytes.ts';
import { describeExchange } from './describe.ts';
import { verify } from './jpki-commands.ts';

test.each([
  ['00A4040C0AD392F000260100000001', '9000', 'SELECT JPKI-AP → 9000'],
  [
    '00A4040C0AD3921000310001010408',
    '6A82',
    'SELECT AP D3921000310001010408 → 6A82, file or application not found',
  ],
  ['00A4020C02001B', '9000', 'SELECT EF 001B (sign PIN) → 9000'],
  ['00A4020C021234', '6A82', 'SELECT EF 1234 → 6A82, file or application not found'],
  ['0020008006414243313233', '63C4', 'VERIFY (6 bytes) → 63C4, 4 tries left'],
  ['0020009804 31323334', '9000', 'VERIFY SFI 18 (4 bytes) → 9000'],
  ['00200080', '63C3', 'VERIFY query → 63C3, 3 tries left'],
  ['00B0010000', `${'AB'.repeat(256)}9000`, 'READ BINARY 0100 Le 256 → 256 bytes, 9000'],
  ['00B0810000', '6982', 'READ BINARY SFI 01 00 Le 256 → 6982, security status not satisfied'],
  ['802A008001AB00', `${'AB'.repeat(256)}9000`, 'COMPUTE DIGITAL SIGNATURE (1 byte) → 256 bytes, 9000'],
  ['00840000 08', '6D00', 'GET CHALLENGE 0000 (0 bytes) → 6D00, instruction not supported'],
  ['90770000', '6D00', 'command 9077 0000 (0 bytes) → 6D00, instruction not supported'],
  ['00A4', '', 'malformed command (2 bytes) → malformed answer (0 bytes)'],
])('%s, %s', (capdu, rapdu, line) => {
  expect(describeExchange(fromHex(capdu.replace(' ', '')), fromHex(rapdu))).toBe(line);
});

const answer = fc.constantFrom('9000', '63C1', '6984').map(fromHex);
const pins = fc.integer({ min: 1, max: 16 }).chain((length) => {
  const pin = fc.uint8Array({ minLength: length, maxLength: length });
  return fc.tuple(pin, pin);
});

test('the line of a VERIFY does not depend on the PIN, nor does that of a malformed one', () => {
  fc.assert(
    fc.property(pins, answer, ([one, other], rapdu) => {
      expect(describeExchange(verify(one), rapdu)).toBe(describeExchange(verify(other), rapdu));
      const tooLong = (pin: Uint8Array) => concat(verify(pin), pin, pin);
      expect(describeExchange(tooLong(one), rapdu)).toBe(describeExchange(tooLong(other), rapdu));
    }),
  );
});

test('any bytes give one line', () => {
  const bytes = fc.uint8Array({ maxLength: 20 });
  fc.assert(
    fc.property(bytes, bytes, (capdu, rapdu) => {
      expect(describeExchange(capdu, rapdu)).toMatch(/^.+ → .+$/);
    }),
    { numRuns: 2000 },
  );
});
