/**
 * The book of rules against a model that counts nothing: it looks at the whole history and says of each rule which
 * occurrence it is about for the how-manieth time. Books with one defect each are noticed.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../apdu/index.ts';
import { type Chance, chanceFrom } from '../../world/index.ts';
import { inProcessReader } from '../channels.ts';
import { tinyChip } from '../testing/tiny-chip.ts';
import { foreignCard } from './foreign-cards.ts';
import { concerns, type Occurrence } from './occurrence.ts';
import type { Rule } from './rule.ts';
import { createRuleBook, type RuleBook } from './rule-book.ts';
import { ruledChannel } from './ruled.ts';

const small = fc.integer({ min: 1, max: 4 });
const ruleOf = (types: readonly string[]): fc.Arbitrary<Rule> =>
  fc
    .record(
      {
        type: fc.constantFrom(...types),
        subject: fc.constantFrom('command', 'READ BINARY', 'SELECT', 'insertion', 'reset'),
        file: fc.constantFrom('0001', 'EF.AUTH_CERT'),
        skip: small,
        next: small,
        eachPresence: fc.constant(true as const),
      },
      { requiredKeys: ['type', 'subject'] },
    )
    .map((drawn): Rule => {
      const { file, eachPresence, ...rest } = drawn;
      const event = drawn.subject === 'insertion' || drawn.subject === 'reset';
      const counted = drawn.skip !== undefined || drawn.next !== undefined;
      return {
        ...rest,
        ...(file !== undefined && !event && { file }),
        ...(eachPresence && counted && drawn.subject !== 'insertion' && { eachPresence }),
      } as Rule;
    });

const command = (name: string, fid: string, file: string): Occurrence => ({
  on: 'command',
  code: '00B0',
  name,
  fid,
  file,
});
const occurrence: fc.Arbitrary<Occurrence> = fc.constantFrom<Occurrence>(
  { on: 'insertion' },
  { on: 'reset' },
  command('READ BINARY', '0001', 'EF.SIGN_CERT'),
  command('READ BINARY', '000A', 'EF.AUTH_CERT'),
  command('SELECT', '0001', 'EF.SIGN_CERT'),
  { on: 'command' },
);

type Act = { readonly add: Rule } | { readonly remove: number } | { readonly happens: Occurrence };
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 2, arbitrary: ruleOf(['hang', 'mute']).map((add) => ({ add })) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 8 }).map((remove) => ({ remove })) },
  { weight: 9, arbitrary: occurrence.map((happens) => ({ happens })) },
);

/** Which rules come true at the last of these acts, by their ids, from the acts alone. */
function modelled(acts: readonly Act[]): number[] {
  const last = acts.at(-1)!;
  if (!('happens' in last)) return [];
  let id = 0;
  const firing: number[] = [];
  for (const [at, { add: rule }] of acts.entries() as Iterable<[number, { add?: Rule }]>) {
    if (rule === undefined) continue;
    id += 1;
    const since = acts.slice(at);
    if (since.some((later) => 'remove' in later && later.remove === id)) continue;
    const presence = since.findLastIndex((later) => 'happens' in later && later.happens.on === 'insertion');
    const counted = rule.eachPresence && presence >= 0 ? since.slice(presence) : since;
    const about = counted.filter((later) => 'happens' in later && concerns(rule, later.happens)).length;
    const nth = concerns(rule, last.happens) ? about - (rule.skip ?? 0) : 0;
    if (nth >= 1 && nth <= (rule.next ?? Number.POSITIVE_INFINITY)) firing.push(id);
  }
  return firing;
}

const reached = new Map<string, number>();
const reach = (what: string): void => void reached.set(what, (reached.get(what) ?? 0) + 1);

/** The first act at which book and model differ; undefined: none. */
function difference(acts: readonly Act[], bookOf: (chance: Chance) => RuleBook): string | undefined {
  const book = bookOf(chanceFrom(1));
  for (const [at, one] of acts.entries()) {
    if ('add' in one) book.add(one.add);
    else if ('remove' in one) book.remove(one.remove);
    else {
      const before = new Map(book.list.map(({ id, fired }) => [id, fired]));
      const rules = new Map(book.list.map(({ id, rule }) => [id, rule]));
      const expected = modelled(acts.slice(0, at + 1));
      const effects = book.fire(one.happens);
      const gone = expected.filter((id) => !rules.has(id));
      const said = effects.map(({ draw: _, ...rule }) => rule);
      if (gone.length > 0 || JSON.stringify(said) !== JSON.stringify(expected.map((id) => rules.get(id))))
        return `act ${at}: ${JSON.stringify(said)} instead of rules ${expected.join(', ')}`;
      for (const { id, fired } of book.list)
        if (fired !== before.get(id)! + (expected.includes(id) ? 1 : 0))
          return `act ${at}: rule ${id} counted wrongly`;
      reach(`${effects.length > 2 ? 'more' : effects.length} at ${one.happens.on}`);
      if (book.list.length < before.size) reach('used up');
    }
  }
  return undefined;
}

const acts = fc.array(act, { minLength: 1, maxLength: 40, size: 'max' });
const reference = (chance: Chance): RuleBook => createRuleBook({ chance });

test('a rule comes true exactly as often as it says, and rules in the order in which they were added', () => {
  reached.clear();
  fc.assert(
    fc.property(acts, (drawn) => {
      expect(difference(drawn, reference)).toBeUndefined();
    }),
    { numRuns: 300, seed: 8 },
  );
  const kinds = ['insertion', 'reset', 'command'].flatMap((on) => [`0 at ${on}`, `1 at ${on}`, `2 at ${on}`]);
  expect([...kinds, 'more at command', 'used up'].filter((what) => !reached.has(what))).toEqual([]);
});

/** A book with a defect in what it is asked or what it says. */
const wrapped =
  (change: (book: RuleBook) => Partial<RuleBook>) =>
  (chance: Chance): RuleBook => {
    const book = reference(chance);
    return new Proxy(book, { get: (_, key) => ({ ...change(book) })[key as 'fire'] ?? book[key as 'fire'] });
  };

const DEFECTS: Readonly<Record<string, (chance: Chance) => RuleBook>> = {
  'one time too many': wrapped((book) => ({
    add: (rule) => book.add(typeof rule === 'string' || !rule.next ? rule : { ...rule, next: rule.next + 1 }),
  })),
  'one too few passed over': wrapped((book) => ({
    add: (rule) => {
      if (typeof rule === 'string' || rule.skip === undefined) return book.add(rule);
      const { skip, ...rest } = rule;
      return book.add((skip > 1 ? { ...rest, skip: skip - 1 } : rest) as Rule);
    },
  })),
  'presences are not told apart': wrapped((book) => ({
    add: (rule) => {
      if (typeof rule === 'string') return book.add(rule);
      const { eachPresence: _, ...rest } = rule;
      return book.add(rest as Rule);
    },
  })),
  'what is removed stays': wrapped(() => ({ remove: () => true })),
  'the newest rule first': wrapped((book) => ({ fire: (happens) => [...book.fire(happens)].reverse() })),
  'one rule at a time': wrapped((book) => ({ fire: (happens) => book.fire(happens).slice(0, 1) })),
  'a reset is an insertion': wrapped((book) => ({
    fire: (happens) => book.fire(happens.on === 'reset' ? { on: 'insertion' } : happens),
  })),
  'files are not looked at': wrapped((book) => ({
    add: (rule) => {
      if (typeof rule === 'string') return book.add(rule);
      const { file: _, ...rest } = rule;
      return book.add(rest as Rule);
    },
  })),
};

test.each(Object.entries(DEFECTS))('noticed: %s', (_name, bookOf) => {
  const outcome = fc.check(
    fc.property(acts, (drawn) => difference(drawn, bookOf) === undefined),
    { numRuns: 300, seed: 8 },
  );
  expect(outcome.failed).toBe(true);
});

const SELECTS = ['00A4040C0AD392F000260100000001', '00A4020C020001', '00A4020C02000A'].map(fromHex);
const READ = fromHex('00B0000008');
const EFFECTS = [
  'one in 2 command answers 6A8200',
  'the next 3 READ BINARY give at most 3 bytes',
  'one in 3 command changes a byte',
  'from the 4th on, one in 4 command loses the card during it',
  'every READ BINARY takes 5 ms',
  'one in 5 command finds driving-licence',
  'the 6th command gets no answer',
] as const;

/** What a client sees of ten commands in two presences under these rules, as one text. */
async function seen(rules: readonly string[], seed: number, shared = false): Promise<string> {
  const chance = chanceFrom(seed);
  // The defect: every rule draws from one stream.
  const book = createRuleBook({ chance: shared ? { ...chance, fork: () => chance } : chance });
  for (const rule of rules) book.add(rule);
  const log: string[] = [];
  const chip = tinyChip((capdu) =>
    capdu[1] === 0xa4 ? fromHex('9000') : fromHex('0102030405060708' + '9000'),
  );
  const channel = ruledChannel(inProcessReader(chip), {
    fire: book.fire,
    wait: async (ms) => void log.push(`${ms} ms`),
    card: foreignCard,
  });
  for (let presence = 0; presence < 2; presence += 1) {
    await channel.connect();
    for (const capdu of [...SELECTS.slice(0, 2), READ, READ, READ, SELECTS[2]!, READ, READ, READ, READ])
      log.push(await channel.transmit(capdu).then(toHex, (error) => error.code));
    await channel.disconnect();
  }
  return log.join(' ');
}

const permutations = fc.tuple(fc.shuffledSubarray([...EFFECTS], { minLength: 2 }), fc.nat(1000));

test('rules of different kinds mean the same in any order; the same seed gives the same bytes', async () => {
  const kinds = new Set<string>();
  await fc.assert(
    fc.asyncProperty(permutations, async ([rules, seed]) => {
      const inOrder = EFFECTS.filter((rule) => rules.includes(rule));
      const once = await seen(inOrder, seed);
      expect(await seen(rules, seed)).toBe(once);
      kinds.add(once);
    }),
    { numRuns: 150, seed: 8 },
  );
  expect(kinds.size).toBeGreaterThan(50);
});

test('noticed: one stream of chance for all rules', async () => {
  const outcome = await fc.check(
    fc.asyncProperty(permutations, async ([rules, seed]) => {
      const inOrder = EFFECTS.filter((rule) => rules.includes(rule));
      return (await seen(inOrder, seed, true)) === (await seen(rules, seed, true));
    }),
    { numRuns: 150, seed: 8 },
  );
  expect(outcome.failed).toBe(true);
});

test('rules of one kind: the first answer, the shortest data, the sum of the delays', async () => {
  const rules = [
    'the next READ BINARY answers 6F00',
    'every READ BINARY answers 6A82',
    'every SELECT takes 5 ms',
    'every SELECT takes 6 ms',
  ];
  expect(await seen(rules, 1)).toContain('11 ms 9000 11 ms 9000 6F00 6A82');
  const shorter = ['every READ BINARY gives at most 5 bytes', 'every READ BINARY gives at most 2 bytes'];
  expect(await seen(shorter, 1)).toContain('01029000');
  expect(await seen(shorter.toReversed(), 1)).toBe(await seen(shorter, 1));
});

test('one in so many is drawn for each rule by itself', async () => {
  const book = (rules: readonly string[]): RuleBook => {
    const made = createRuleBook({ chance: chanceFrom(3) });
    for (const rule of rules) made.add(rule);
    return made;
  };
  const pattern = (own: RuleBook, subject: string): string =>
    Array.from({ length: 60 }, () =>
      own.fire({ on: 'command', name: 'SELECT' }).some((rule) => rule.subject === subject),
    )
      .map(Number)
      .join('');
  const alone = pattern(book(['one in 3 SELECT hangs']), 'SELECT');
  expect(alone.match(/1/g)!.length).toBeGreaterThan(8);
  expect(alone.match(/1/g)!.length).toBeLessThan(35);
  expect(pattern(book(['one in 2 command hangs', 'one in 3 SELECT hangs']), 'SELECT')).toBe(alone);
  // Neither two rules nor twice the same rule draw alike.
  for (const [first, second] of [
    ['one in 2 SELECT hangs', 'one in 2 command hangs'],
    ['one in 2 command hangs', 'one in 2 command hangs'],
  ] as const) {
    const beside = book([first, second]);
    const drawn = Array.from({ length: 60 }, () => beside.fire({ on: 'command', name: 'SELECT' }).length);
    expect(new Set(drawn)).toEqual(new Set([0, 1, 2]));
  }
  // Twice the same rule is two rules.
  expect(book(['one in 3 SELECT hangs', 'one in 3 SELECT hangs']).list.map(({ id }) => id)).toEqual([1, 2]);
});
