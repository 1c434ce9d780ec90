import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandNames } from '../../apdu/describe-commands.ts';
import { namedApplications } from '../../apdu/index.ts';
import { RULE_TYPES, type Rule, readRule } from './rule.ts';
import { type Expected, parseRule, RuleTextError, ruleText } from './rule-text.ts';

const READINGS: readonly (readonly [string, Rule])[] = [
  [
    'the next two READ BINARY of EF 0001 answer 6F00',
    { type: 'answer', subject: 'READ BINARY', file: '0001', next: 2, rapdu: '6F00' },
  ],
  ['every command takes 300 ms', { type: 'delay', subject: 'command', ms: 300 }],
  ['from now on, commands take 300ms', { type: 'delay', subject: 'command', ms: 300 }],
  [
    'In each presence the 5th command loses the card during it',
    { type: 'tear', subject: 'command', skip: 4, next: 1, eachPresence: true, when: 'during' },
  ],
  [
    'the third insertion loses the card after it, back after 20 ms',
    { type: 'tear', subject: 'insertion', skip: 2, next: 1, when: 'after', backMs: 20 },
  ],
  [
    'one in 5 verify of JPKI-AP IEF.AUTH_PIN acts but answers 6f 00, at most 2 times',
    {
      type: 'answer',
      subject: 'VERIFY',
      application: 'JPKI-AP',
      file: 'IEF.AUTH_PIN',
      oneIn: 5,
      next: 2,
      rapdu: '6F00',
      acted: true,
    },
  ],
  ['the next READ BINARY answers nothing', { type: 'answer', subject: 'READ BINARY', next: 1, rapdu: '' }],
  ['every command answers 90', { type: 'answer', subject: 'command', rapdu: '90' }],
  ['the next VERIFY query hangs', { type: 'hang', subject: 'VERIFY query', next: 1 }],
  ['resets get no answer', { type: 'mute', subject: 'reset' }],
  [
    'from the 3rd on, the next 2 command 802A give at most 0 bytes',
    { type: 'short', subject: '802A', skip: 2, next: 2, bytes: 0 },
  ],
  [
    'the next 8054 commands change byte 3 to ff',
    { type: 'byte', subject: 'command', next: 8054, at: 3, to: 'FF' },
  ],
  [
    'every SELECT of D392F000260100000001 changes a byte',
    { type: 'byte', subject: 'SELECT', application: 'D392F000260100000001' },
  ],
  ['every insertion finds a passport', { type: 'swap', subject: 'insertion', card: 'passport' }],
  [
    'the 2nd SELECT of text AP finds citizen 4',
    { type: 'swap', subject: 'SELECT', application: 'text AP', skip: 1, next: 1, card: 'citizen 4' },
  ],
];

test.each(READINGS)('%s', (text, rule) => {
  expect(parseRule(text)).toEqual(rule);
  expect(parseRule(ruleText(rule))).toEqual(rule);
});

test('every kind of rule is among them', () => {
  expect(new Set(READINGS.map(([, { type }]) => type))).toEqual(new Set(RULE_TYPES));
});

const MISTAKES: readonly (readonly [string, number, string, Expected])[] = [
  ['', 1, '', 'subject'],
  ['the next 2 FETCH answer 6F00', 12, 'FETCH', 'subject'],
  ['the next 2 READ BINARY of something answer 6F00', 27, 'something', 'target'],
  ['the next 2 READ BINARY of EF 00G1 answer 6F00', 27, 'EF', 'target'],
  ['the next 2 READ BINARY wobble', 24, 'wobble', 'effect'],
  ['the next 2 READ BINARY', 23, '', 'effect'],
  ['every command answers 6F0', 23, '6F0', 'answer'],
  ['the 5 command hangs', 5, '5', 'ordinal'],
  ['from the 5th command hangs', 14, 'command', 'on'],
  ['one in many commands hang', 8, 'many', 'count'],
  ['every command takes long', 21, 'long', 'milliseconds'],
  ['every command gives at most some bytes', 29, 'some', 'bytes'],
  ['every command loses the card soon', 30, 'soon', 'when'],
  ['every insertion finds 7', 23, '7', 'card'],
  ['every command hangs twice', 21, 'twice', 'end'],
];

test.each(MISTAKES)('%s', (text, at, found, expected) => {
  const refused = (): Rule => parseRule(text);
  expect(refused).toThrow(RuleTextError);
  try {
    refused();
  } catch (error) {
    expect(error).toMatchObject({
      code: 'ERR_RULE_TEXT',
      at,
      found,
      expected,
      hint: expect.stringContaining('docs/rules.md'),
    });
    expect((error as Error).message).toContain(found === '' ? 'the rule ends' : `at ${at}: "${found}"`);
  }
});

test('nothing that a reader looks for is without a mistake about it', () => {
  expect(new Set(MISTAKES.map(([, , , expected]) => expected)).size).toBe(12);
});

describe('JSON whose parts do not fit', () => {
  test.each([
    [{ type: 'wobble', subject: 'command' }, /^\/type: /],
    [{ type: 'hang', subject: 'FETCH' }, /^\/subject: insertion, reset, command/],
    [{ type: 'hang', subject: 'command', often: true }, /often/],
    [{ type: 'answer', subject: 'insertion', rapdu: '6F00' }, /^\/type: answer is about the answer/],
    [{ type: 'hang', subject: 'reset', file: '0001' }, /^\/subject: there is no application or file/],
    [{ type: 'hang', subject: 'insertion', eachPresence: true, next: 1 }, /^\/eachPresence: /],
    [{ type: 'hang', subject: 'command', eachPresence: true }, /^\/eachPresence: nothing is counted/],
    [{ type: 'answer', subject: 'command', rapdu: '6F0' }, /^\/rapdu: /],
    [{ type: 'delay', subject: 'command', ms: 0 }, /^\/ms: /],
    [{ type: 'hang', subject: 'SELECT', application: 'D3921000' }, /^\/application: /],
    [{ type: 'hang', subject: 'SELECT', file: 'EF.NOTHING' }, /^\/file: /],
    [{ type: 'swap', subject: 'command', card: 'No Card!' }, /^\/card: /],
  ])('%j', (json, says) => {
    expect(() => readRule(json)).toThrow(
      expect.objectContaining({ code: 'ERR_RULE', message: expect.stringMatching(says) }),
    );
  });
});

/** Any rule that JSON can say. */
const count = fc.integer({ min: 1, max: 1_000_000 });
const files = namedApplications.flatMap(({ files: all }) => all.map(({ name }) => name));
const which = fc.record(
  {
    application: fc.constantFrom(...namedApplications.map(({ name }) => name)),
    file: fc.oneof(
      fc.constantFrom(...files),
      fc.integer({ min: 0, max: 65_535 }).map((n) => n.toString(16).toUpperCase().padStart(4, '0')),
    ),
    skip: count,
    next: count,
    oneIn: fc.integer({ min: 2, max: 1_000_000 }),
    eachPresence: fc.constant(true as const),
  },
  { requiredKeys: [] },
);
const hexOf = (min: number, max: number): fc.Arbitrary<string> =>
  fc
    .uint8Array({ minLength: min, maxLength: max })
    .map((bytes) => Buffer.from(bytes).toString('hex').toUpperCase());
const subject = fc.oneof(fc.constantFrom('command', 'insertion', 'reset', ...commandNames), hexOf(2, 2));
const effect = fc.oneof(
  fc.record(
    { type: fc.constant('answer'), rapdu: hexOf(0, 20), acted: fc.constant(true) },
    { requiredKeys: ['type', 'rapdu'] },
  ),
  fc.record(
    {
      type: fc.constant('tear'),
      when: fc.constantFrom('before', 'during', 'after'),
      backMs: fc.integer({ min: 1, max: 600_000 }),
    },
    { requiredKeys: ['type', 'when'] },
  ),
  fc.constantFrom(
    { type: 'mute' },
    { type: 'hang' },
    { type: 'byte' },
    { type: 'swap', card: 'passport' },
    { type: 'swap', card: 'citizen 12' },
  ),
  fc.record({ type: fc.constant('delay'), ms: fc.integer({ min: 1, max: 600_000 }) }),
  fc.record({ type: fc.constant('short'), bytes: fc.integer({ min: 0, max: 65_535 }) }),
  fc.record(
    { type: fc.constant('byte'), at: fc.integer({ min: 0, max: 65_537 }), to: hexOf(1, 1) },
    { requiredKeys: ['type', 'at'] },
  ),
);

test('the text of a rule says all of it', () => {
  let said = 0;
  fc.assert(
    fc.property(effect, subject, which, (what, about, how) => {
      let rule: Rule;
      try {
        rule = readRule({ ...what, subject: about, ...how });
      } catch {
        return; // Parts that do not fit each other.
      }
      said += 1;
      expect(parseRule(ruleText(rule))).toEqual(rule);
    }),
    { numRuns: 500, seed: 8 },
  );
  expect(said).toBeGreaterThan(200);
});
