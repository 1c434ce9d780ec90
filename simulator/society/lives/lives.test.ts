/**
 * Lives of everything at once, drawn from a seed: citizens, cards, phones, apps, moves, consents, log-ins, payments, presses;
 * messages lost, doubled, late; attackers. After every step what must hold is checked. A failure prints seed and path, shrunk
 * to the fewest steps; fast-check replays it.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { caSteps } from '../../ca/index.ts';
import { DeskRefusal } from '../../jlis/index.ts';
import { Refusal } from '../../profile/index.ts';
import { BANK_APP, bankSteps } from '../../relying-party/index.ts';
import { CA_DOORS, CA_WAYS, type CaWay } from './ca-post.ts';
import { beginLife, type Life, type Wrong } from './life.ts';
import { WAYS, type Way } from './post.ts';
import { Broken, checkAfter, checkUnharmed } from './rules.ts';
import { disturbed, STEPS, type What } from './steps.ts';

const LIVES = process.env.FPOS_HIL_LONG ? 5_000 : 50;
/** Other lives by another one. */
const SEED = Number(process.env.FPOS_HIL_SEED ?? 6);
const STEPS_MAX = 10;

interface Drawn {
  readonly what: What;
  readonly who: 0 | 1;
  readonly way: Way;
  /** How a message to the CA fares in it, and how many pass before. */
  readonly caWay: CaWay;
  readonly caAfter: 0 | 1 | 2;
}

/** What concerns both: after it everybody is asked about. */
const OF_BOTH: readonly What[] = ['arrives', 'press-for-other', 'a-month'];

/** What comes to something only after something else comes more often. */
const OFTEN: readonly What[] = [
  'press',
  'press-no',
  'pay',
  'report',
  'arrives',
  'arrives-at-ca',
  'resume',
  'alter',
  'old-phone',
];
const ALL = (Object.keys(STEPS) as What[]).filter((what) => what !== 'nothing');

/** Else too few lives come to anything. */
const PLAINLY: readonly CaWay[] = ['plain', 'plain', 'plain', 'plain'];

const drawn = fc.array(
  fc.record({
    what: fc.constantFrom<What>('nothing', ...ALL, ...OFTEN, ...OFTEN),
    who: fc.constantFrom<0 | 1>(0, 0, 0, 1),
    way: fc.constantFrom<Way>('plain', 'plain', ...WAYS),
    caWay: fc.constantFrom<CaWay>(...PLAINLY, ...CA_WAYS),
    caAfter: fc.constantFrom<0 | 1 | 2>(0, 1, 2),
  }),
  { minLength: 1, maxLength: STEPS_MAX, size: 'max' },
);

/** A life in short: `what` of the first person, its messages delivered, unless told otherwise. */
const told = (
  ...steps: readonly (
    | What
    | readonly [what: What, who: 0 | 1, way?: Way, caWay?: CaWay, caAfter?: 0 | 1 | 2]
  )[]
): Drawn[] =>
  steps.map((step) => {
    const [what, who, way = 'plain', caWay = 'plain', caAfter = 0] =
      typeof step === 'string' ? ([step, 0] as const) : step;
    return { what, who, way, caWay, caAfter };
  });

/** How lives begin: most of them settled, else too few come to where it gets difficult. */
const BEGINNINGS = {
  nothing: [],
  settled: told('join-and-consent', 'a-day', ['join', 1]),
  moved: told('join-and-consent', 'a-day', ['join', 1], 'move-and-all-know'),
} as const satisfies Record<string, readonly Drawn[]>;
type Beginning = keyof typeof BEGINNINGS;

const life = fc.record({
  begins: fc.constantFrom<Beginning>('nothing', 'settled', 'moved', 'moved'),
  steps: drawn,
});
type DrawnLife = { readonly begins: Beginning; readonly steps: readonly Drawn[] };

const reached = new Map<string, number>();
const count = (name: string): void => void reached.set(name, (reached.get(name) ?? 0) + 1);

async function take(own: Life, { what, who, way, caWay, caAfter }: Drawn): Promise<void> {
  if (what === 'nothing') return;
  own.post.way = way;
  own.caPost.way = caWay;
  own.caPost.after = caAfter;
  const one = own.people[who];
  let came: string;
  try {
    came = await STEPS[what](own, one, own.people[who === 0 ? 1 : 0]);
  } catch (error) {
    if (error instanceof DeskRefusal) came = error.reason;
    else if (error instanceof TypeError && error.message.startsWith('fetch failed')) came = 'no answer';
    else throw error;
  }
  own.post.way = 'plain';
  if (own.caPost.calm()) disturbed(one);
  checkUnharmed(caWay, came);
  count(`${what}: ${came}`);
  await checkAfter(own, OF_BOTH.includes(what) ? own.people : [one]);
}

const lives = (wrong: Wrong = {}) =>
  fc.asyncProperty(life, async ({ begins, steps }: DrawnLife) => {
    const own = await beginLife(wrong);
    for (const step of [...BEGINNINGS[begins], ...steps]) await take(own, step);
    for (const [way, times] of [...own.post.fared, ...own.caPost.fared])
      reached.set(way, (reached.get(way) ?? 0) + times);
    if (own.told > 0) count('the bank is told of a change');
  });

/** Lives that chance seldom draws in so few: they are lived first. */
const RARE: [DrawnLife][] = [
  // The receipt is lost, or comes when another phone has taken over; what was begun is gone on with.
  told(
    ['new-phone', 0, 'plain', 'cut', 1],
    'resume',
    'pay',
    ['new-phone', 0, 'plain', 'answer-cut', 1],
    'resume',
  ),
  told(['new-phone', 0, 'plain', 'held', 1], 'new-phone', 'arrives-at-ca', 'pay'),
  told(['join', 0, 'plain', 'doubled', 1], ['renew', 0, 'plain', 'answer-cut'], 'resume', 'press-nothing'),
  told(
    ['join-shop', 0, 'plain', 'doubled'],
    ['join-shop', 0, 'plain', 'lost'],
    ['join-shop', 0, 'plain', 'answer-lost'],
    ['join-shop', 0, 'plain', 'cut'],
    ['join-shop', 0, 'plain', 'answer-cut'],
    'renew',
    'pay-altered',
  ),
  told(['pay', 0, 'held'], ['press', 0, 'answer-lost'], 'a-day', 'arrives'),
  // Consent and withdrawal overtake each other.
  told(['withdraw', 0, 'plain', 'held'], 'consent', 'arrives-at-ca', 'move-and-all-know', 'press'),
  told(['consent', 0, 'plain', 'held'], 'withdraw', 'arrives-at-ca', 'move-and-all-know'),
  // A refusal whose answer is lost is said again.
  told('lose-card', 'all-know', ['join-shop', 0, 'plain', 'answer-lost']),
  // The certificate of whom the CA took for somebody new is not accepted, and takes the place of none.
  told('a-day', 'move', 'join', 'a-day', 'pay'),
  // An old wish for the end, a press of which the CA heard and the bank heard nothing.
  told(['end-all-by-card', 0, 'plain', 'held'], 'join', 'arrives-at-ca', 'pay'),
  told(['press', 0, 'plain', 'answer-cut'], 'press-no', 'press', ['press', 0, 'plain', 'doubled']),
  told(['press', 0, 'held'], 'arrives', 'arrives', 'replay'),
  told(['press', 0, 'held'], 'move-and-all-know', 'arrives', 'press'),
  told(['press', 0, 'doubled'], 'press', 'alter'),
  told(['press-for-other', 1], 'new-phone', 'old-phone', 'press-no'),
  // Nobody may ask whose the new number is: the old phone is that of somebody else, as far as the CA can know.
  told('withdraw', 'marry-and-all-know', 'new-phone', 'old-phone'),
  told(['pay', 0, 'held'], ['pay', 0, 'doubled'], 'arrives', 'replay'),
].map((steps) => [{ begins: 'moved', steps }]);

/** A consent of the same day does not help yet: the person is somebody new until the records meet. */
RARE.push([
  { begins: 'nothing', steps: told('join-and-consent', 'marry-and-all-know', 'new-phone', 'a-day') },
]);

/** What 50 lives must come to; a life that never gets there proves nothing about it. */
const MUST_COME: readonly string[] = [
  'the bank is told of a change',
  'press: confirm',
  'press-no: decline',
  'press-nothing: undecided',
  'report: confirm',
  'pay: done',
  'pay-unapproved: cancelled',
  'pay-altered: transaction-mismatch',
  'withdraw: done',
  'consent: done',
  'renew: done',
  'new-phone: done',
  'old-phone: certificate-revoked',
  'end-all-by-card: done',
  'wrong-password: pin-wrong',
  'press-for-other: change-unknown',
  'steal-state: answer-signature-invalid',
  'replay: replayed',
  'alter: refused',
  ...['arrives: taken', 'arrives: refused'],
  ...['press', 'payment', 'report'].map((door) => `${door} plain`),
  ...WAYS.map((way) => `press ${way}`),
  ...CA_DOORS.map((door) => `${door} plain`),
  ...CA_WAYS.map((way) => `application ${way}`),
  ...['receipt cut', 'receipt held', 'receipt doubled', 'renewal answer-cut', 'result answer-cut'],
  ...['consent held', 'withdrawal held', 'revocation held'],
  ...['arrives-at-ca: taken', 'resume: done'],
];

test(
  `${LIVES} lives`,
  async () => {
    await fc.assert(lives(), { numRuns: LIVES, seed: SEED, examples: RARE });
    const list = [...reached].sort(([a], [b]) => (a < b ? -1 : 1));
    console.log(`${LIVES} lives: ${list.map(([name, times]) => `${name} ${times}`).join(', ')}`);
    expect(ALL.filter((what) => !list.some(([name]) => name.startsWith(`${what}: `)))).toEqual([]);
    expect(MUST_COME.filter((name) => !reached.has(name))).toEqual([]);
  },
  LIVES * 10_000,
);

/** Each does one thing wrong that must be noticed in a life that leads there, by the rule that it breaks. */
const WRONG: readonly (readonly [does: string, wrong: Wrong, life: Drawn[], rule: RegExp])[] = [
  [
    'a bank that changes the record before the press',
    {
      bank: {
        async openChange(ctx, customer, change) {
          await bankSteps.openChange(ctx, customer, change);
          bankSteps.applyChange(ctx, customer, change);
        },
      },
    },
    told('join-and-consent', 'a-day', 'move-and-all-know'),
    /once for each press/,
  ],
  [
    'a bank that takes "no" for a press',
    {
      bank: {
        decline(ctx, customer, change) {
          bankSteps.applyChange(ctx, customer, change);
          bankSteps.decline(ctx, customer, change);
        },
      },
    },
    told('join-and-consent', 'a-day', 'move-and-all-know', 'press-no'),
    /once for each press/,
  ],
  [
    'a bank whose push tells the address',
    {
      bank: {
        pushFor: (customer, change) =>
          ({ ...bankSteps.pushFor(customer, change), address: change.items.address }) as never,
      },
    },
    told('join-and-consent', 'a-day', 'move-and-all-know'),
    /a push says nothing/,
  ],
  [
    'a bank that takes an answer to a challenge twice',
    { bank: { markUsed: () => {} } },
    told('join', 'replay'),
    /counted twice/,
  ],
  [
    'a bank that executes a payment twice',
    { bank: { verifyPayment: (one) => void Object.assign(one, { state: 'verified' }) } },
    told('join', ['pay', 0, 'doubled']),
    /counted twice/,
  ],
  [
    'a bank that does not look at signatures of payments',
    { bank: { checkTransactionSignature: () => {} } },
    told('join', ['pay', 0, 'held'], 'alter'),
    /yes to an attacker/,
  ],
  [
    'a library that signs what was not approved',
    { library: { approve: async () => {} } },
    told('join', 'pay-unapproved'),
    /without an act/,
  ],
  [
    'a library that presses by itself',
    { library: { askChange: async () => 'confirm' as const } },
    told('join-and-consent', 'a-day', 'move-and-all-know', 'press-nothing'),
    /without an act/,
  ],
  [
    'a CA that leaves the old phone in force',
    { ca: { supersededBy: () => [] } },
    told('join', 'new-phone', 'old-phone'),
    /old phone was let in/,
  ],
  [
    'a CA that tells a bank of what was consented to for another service',
    { ca: { mayHear: () => [BANK_APP] } },
    told('join', 'consent-own-service', 'a-day', 'move-and-all-know'),
    /without permission/,
  ],
  [
    'a CA that knows the same bytes no more',
    {
      ca: {
        checkUsable(ctx, application, digest) {
          if (application.state !== 'offered') throw new Refusal('application-replayed');
          return caSteps.checkUsable(ctx, application, digest);
        },
      },
    },
    told(['join', 0, 'plain', 'answer-lost']),
    /changes nothing/,
  ],
  [
    'a CA that takes whoever comes for the first person it knows',
    { ca: { lookForPerson: async ({ store }) => store.values('person').next().value?.id } },
    told('join', ['join', 1]),
    /share an identifier/,
  ],
];

test.for(WRONG)('%s is noticed', async ([, wrong, steps, rule]) => {
  const example: [[DrawnLife]] = [[{ begins: 'nothing', steps }]];
  const { failed, errorInstance } = await fc.check(lives(wrong), {
    examples: example,
    numRuns: 1,
    endOnFailure: true,
  });
  expect(failed).toBe(true);
  expect(errorInstance).toBeInstanceOf(Broken);
  expect(String(errorInstance)).toMatch(rule);
  const right = await fc.check(lives(), { examples: example, numRuns: 1 });
  expect(right.failed).toBe(false);
});

test('a failing life shrinks to the fewest steps', async () => {
  const [, wrong, steps] = WRONG.find(([does]) => does.includes('executes a payment twice'))!;
  const noise = told('join-shop', 'press-nothing');
  const { counterexample } = await fc.check(lives(wrong), {
    examples: [[{ begins: 'nothing', steps: [...steps.slice(0, 1), ...noise, ...steps.slice(1), ...noise] }]],
    numRuns: 1,
  });
  const left = counterexample?.[0].steps.filter(({ what }) => what !== 'nothing');
  expect(left).toEqual(steps);
});
