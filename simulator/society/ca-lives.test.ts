/**
 * Lives drawn from a seed: people, apps, phones, moves, marriages, lost cards, consents and their withdrawal, answers lost, J-LIS
 * away or disturbed, and attackers of every kind. After every step what must hold of the CA is checked. A failure prints seed
 * and path; fast-check replays it.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CA_HOST, type CaSteps, caSteps, verifyAudit } from '../ca/index.ts';
import { JLIS_HOSTS } from '../jlis/index.ts';
import { adultNumber } from '../people/index.ts';
import type { Route } from '../profile/index.ts';
import type { Tampering } from '../world/index.ts';
import { ATTACKS, type AttackName } from './testing/attackers.ts';
import { APPS, type CaSetting, caSetting, DAY, type Phone } from './testing/ca-setting.ts';

const LIVES = process.env.FPOS_HIL_LONG ? 5_000 : 50;
/** Other lives by another one. */
const SEED = Number(process.env.FPOS_HIL_SEED ?? 5);
const STEPS_MAX = 14;
const PEOPLE = [1, 2, 3].map(adultNumber);

const ATTACK_NAMES = Object.keys(ATTACKS) as AttackName[];

const STEPS = [
  'enrol',
  'enrol-without-receipt',
  'enrol-though-answers-are-lost',
  'enrol-on-two-phones-at-once',
  'renew',
  'revoke',
  'consent',
  'withdraw',
  'move',
  'marry',
  'new-certificate',
  'new-card',
  'jlis-away',
  'jlis-back',
  'jlis-disturbed',
  'tick',
  'a-day',
  'a-year',
  ...ATTACK_NAMES,
] as const;
type What = (typeof STEPS)[number];
type Step = { readonly what: What; readonly who: number; readonly app: number };

const isAttack = (what: What): what is AttackName => Object.hasOwn(ATTACKS, what);

/** Attacks come as often as all else, whatever their number: in turns they would crowd out the lives that they attack. */
const what = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...STEPS.filter((step) => !isAttack(step))) },
  { weight: 1, arbitrary: fc.constantFrom(...ATTACK_NAMES) },
);

const drawn = fc.array(
  fc.record({
    what,
    who: fc.integer({ min: 0, max: PEOPLE.length - 1 }),
    app: fc.integer({ min: 0, max: APPS.length - 1 }),
  }),
  { minLength: 1, maxLength: STEPS_MAX },
);

/** Most lives begin settled: in an app, with a consent that has begun. Else too few come to where it gets difficult. */
const SETTLED: readonly Step[] = [
  { what: 'enrol', who: 0, app: 0 },
  { what: 'consent', who: 0, app: 0 },
  { what: 'a-day', who: 0, app: 0 },
];
const life = fc.record({
  route: fc.constantFrom<Route>('key-in-application', 'key-in-application', 'code-after-signature'),
  steps: fc
    .tuple(fc.constantFrom(true, true, true, false), drawn)
    .map(([settled, steps]) => (settled ? [...SETTLED, ...steps] : steps)),
});

interface World {
  readonly own: CaSetting;
  readonly phones: Phone[];
  /** Whose phone each was, by certificate: the model that the CA does not see. */
  readonly owner: Map<string, number>;
}

/** From now on the CA's next answer of this many does not arrive: what was asked was done all the same. */
function loseAnswers({ world }: CaSetting, count: number): () => void {
  let lost = 0;
  world.network.guard(CA_HOST, async (arrival) => {
    const answer = await arrival.ask();
    const gone = arrival.request.url.endsWith('/signed') && lost++ < count;
    return { answer: gone ? undefined : answer, says: gone ? ['the answer was lost'] : [] };
  });
  return () => world.network.guard(CA_HOST, async (arrival) => ({ answer: await arrival.ask(), says: [] }));
}

/** One byte of whatever J-LIS says about status is another. */
const disturbed: Tampering = {
  host: JLIS_HOSTS.ocspSign,
  says: 'one byte of the answer was changed',
  response: (answer) => ({ ...answer, body: answer.body.with(-1, answer.body.at(-1)! ^ 1) }),
};

async function attack(
  { own, phones, owner }: World,
  name: AttackName,
  citizen: number,
  appId: string,
): Promise<void> {
  const mine = phones.filter((p) => owner.get(p.issued.certificate) === citizen && p.appId === appId);
  const stranger = phones.find((p) => owner.get(p.issued.certificate) !== citizen);
  const gain = await ATTACKS[name]({
    own,
    victim: { citizen, appId, phone: mine.at(-1) },
    stranger,
    oldPhone: mine.find((phone) => recordOf(own, phone)?.state === 'revoked'),
  });
  if (gain !== undefined) throw new AttackerGained(`${name}: ${gain}`);
}

class AttackerGained extends Error {}

const recordOf = ({ ca: { store } }: CaSetting, { issued }: Phone) =>
  [...store.values('certificate')].find(({ der }) => der === issued.certificate);

/** What a person may try; a refusal is an answer like any other, the invariants judge. */
async function take(world: World, { what, who, app }: Step, n: number): Promise<void> {
  const { own, phones, owner } = world;
  const citizen = PEOPLE[who]!;
  const appId = APPS[app]!;
  if (isAttack(what)) return attack(world, what, citizen, appId);
  const mine = phones.findLast((p) => owner.get(p.issued.certificate) === citizen);
  const keep = (phone: Phone): void => {
    phones.push(phone);
    owner.set(phone.issued.certificate, citizen);
  };
  const { jlis } = own;
  const { network } = own.world;
  switch (what) {
    case 'enrol':
      return keep(await own.enrol(citizen, appId));
    case 'enrol-without-receipt':
      return keep(await own.enrol(citizen, appId, { accept: false }));
    case 'enrol-though-answers-are-lost': {
      const found = loseAnswers(own, 1 + app);
      try {
        return keep(await own.enrol(citizen, appId, { patience: 1 + app }));
      } finally {
        found();
      }
    }
    case 'enrol-on-two-phones-at-once': {
      const both = await Promise.allSettled([own.enrol(citizen, appId), own.enrol(citizen, appId)]);
      for (const made of both) if (made.status === 'fulfilled') keep(made.value);
      return;
    }
    case 'renew':
      return mine && keep(await own.renew(mine));
    case 'revoke': {
      const wish = { purpose: 'revocation', wish: 'stop', at: own.time(), nonce: own.nonce() };
      if (mine) await own.post('/revocations', { jws: own.jws(mine, wish) });
      return;
    }
    case 'consent':
      await own.consent(citizen, app === 0 ? 'fpos-id' : appId, app === 1 ? ['name'] : ['name', 'address']);
      return;
    case 'withdraw':
      await own.withdraw(citizen, app === 0 ? 'fpos-id' : appId);
      return;
    case 'move':
      jlis.happen(citizen, { type: 'move-within', address: `東京都千代田区試験町${n}番` });
      return;
    case 'marry': // and the new certificate at the same desk
      jlis.happen(citizen, {
        type: 'change-name',
        family: `改姓${'一二三四五六七八九十'[n % 10]}`,
        given: '花子',
      });
      jlis.happen(citizen, { type: 'apply-certificates', kinds: ['sign'] });
      return;
    case 'new-certificate':
      jlis.happen(citizen, { type: 'apply-certificates', kinds: ['sign'] });
      return;
    case 'new-card':
      jlis.happen(citizen, { type: 'reissue-card' });
      return;
    case 'jlis-away':
    case 'jlis-back':
      for (const host of ['ocsp-sign.jlis.test', 'verifier.jlis.test'])
        network.setReachable(host, what === 'jlis-back');
      return;
    case 'jlis-disturbed': {
      const calm = network.tamper(disturbed);
      try {
        return keep(await own.enrol(citizen, appId));
      } finally {
        calm();
      }
    }
    case 'tick':
      return own.settle();
    case 'a-day':
      return own.settle(DAY);
    case 'a-year':
      return own.settle(365 * DAY);
  }
}

/** INV-08, 11, 14, 17, 19, 20, 22, 26, 40 as they can be seen in the records. */
function checkInvariants({ own, owner }: World): void {
  const { store, audit } = own.ca;
  const certificates = [...store.values('certificate')];
  const now = own.clock.now().getTime();
  const personOf = (id: string): string => store.get('person', id)!.joinedTo ?? id;

  // INV-08: one certificate of a kind for an application. INV-11: five years, from the check of the person.
  for (const kind of ['basic', 'attribute'])
    expect(new Set(certificates.filter((c) => c.kind === kind).map((c) => c.application)).size).toBe(
      certificates.filter((c) => c.kind === kind).length,
    );
  for (const { provedAt, notAfter } of certificates)
    expect(notAfter - provedAt).toBeLessThan((5 * 366 - 3) * DAY);

  // INV-14: no record of the CA ever holds two people.
  const citizens = new Map<string, Set<number>>();
  for (const { der, person, kind } of certificates) {
    const citizen = owner.get(der);
    if (kind !== 'basic' || citizen === undefined) continue;
    const id = personOf(person);
    citizens.set(id, (citizens.get(id) ?? new Set()).add(citizen));
  }
  for (const found of citizens.values()) expect(found.size).toBe(1);

  // INV-17: one phone in force for each person and app, also where J-LIS told only later that two records are one.
  const live = certificates
    .filter((c) => c.kind === 'basic' && c.state === 'valid')
    .map((c) => `${c.person} ${c.appId}`);
  expect(new Set(live).size).toBe(live.length);

  // INV-26: an untrue certificate is not in force beyond its bound, as of the last round.
  for (const { state, untrue } of certificates)
    if (state === 'valid' && untrue) expect(untrue.endAt).toBeGreaterThan(now - 2 * DAY);

  // INV-19, INV-22 at J-LIS: it never had to refuse for want of consent, and never said that nothing had changed.
  for (const { operation, outcome } of own.jlis.audit)
    if (operation === 'four-items')
      expect(['DELIVERED', 'NOT_REISSUED', 'CONSENT_WITHDRAWN']).toContain(outcome);

  expect(verifyAudit(audit)).toMatchObject({ ok: true });
}

const reached = new Map<What, number>(STEPS.map((step) => [step, 0]));

const lives = (wrong: Partial<CaSteps> = {}) =>
  fc.asyncProperty(life, async ({ route, steps }) => {
    const own = caSetting({ seed: 'lives', steps: wrong, policy: { route } });
    const world: World = { own, phones: [], owner: new Map() };
    for (const [n, step] of steps.entries()) {
      reached.set(step.what, reached.get(step.what)! + 1);
      await take(world, step, n).catch((error: unknown) => {
        // Refusals of CA, J-LIS or desk are told by their codes. A mistake of ours has another face.
        if (
          !(error instanceof Error) ||
          error instanceof TypeError ||
          error instanceof AttackerGained ||
          /transaction|asks for/.test(error.message)
        )
          throw error;
      });
      own.clock.advance(1000);
      checkInvariants(world);
    }
  });

test(
  `${LIVES} lives`,
  async () => {
    await fc.assert(lives(), { numRuns: LIVES, seed: SEED });
    console.log(`${LIVES} lives: ${[...reached].map(([step, times]) => `${step} ${times}`).join(', ')}`);
    expect([...reached].filter(([, times]) => times === 0)).toEqual([]);
  },
  LIVES * 10_000,
);

/** A life in short: `what` of the first person in the first app, unless others are named. */
const told = (...steps: readonly (What | readonly [what: What, who: number, app?: number])[]): Step[] =>
  steps.map((step) => {
    const [what, who, app = 0] = typeof step === 'string' ? [step, 0] : step;
    return { what, who, app };
  });

/** Each does one thing wrong that must be noticed in a life that leads there. */
const WRONG: readonly (readonly [does: string, steps: Partial<CaSteps>, life: Step[], route?: Route])[] = [
  [
    'leaves two phones in force when two records become one',
    { doublesOf: () => [] },
    // For a quarter of an hour OCSP does not tell yet: the CA takes the new certificate for somebody new.
    told('enrol', 'consent', 'a-day', 'marry', 'enrol', 'tick'),
  ],
  ['leaves the old phone in force', { supersededBy: () => [] }, told('enrol', 'enrol')],
  ['asks J-LIS without a loss of validity', { mayAsk: () => true }, told('enrol', 'consent', 'a-day')],
  [
    'takes whoever comes for the first person it knows',
    { lookForPerson: async ({ store }) => store.values('person').next().value?.id },
    told('enrol', ['enrol', 1]),
  ],
  [
    'never ends what is untrue',
    { revoke: (...args) => (args[3].ground === 'facts-untrue' ? undefined : caSteps.revoke(...args)) },
    told('enrol', 'consent', 'a-day', 'marry', 'tick', 'a-day', 'a-day', 'a-day'),
  ],
  [
    'takes what was signed for another application',
    { checkContent: () => {} },
    told('another-application'),
    'code-after-signature',
  ],
  [
    'certifies whatever key stands in an altered message',
    { checkSignature: () => {} },
    told('exchanged-key'),
  ],
  ['takes any code', { checkCode: () => 'right' }, told('guessed-code'), 'code-after-signature'],
  ['lets an ended key renew itself', { checkInForce: () => {} }, told('enrol', 'enrol', 'old-key')],
];

test.for(WRONG)('a CA that %s is noticed', async ([, steps, path, route = 'key-in-application']) => {
  const life = { route, steps: path };
  const { failed, errorInstance } = await fc.check(lives(steps), {
    examples: [[life]],
    numRuns: 1,
    endOnFailure: true,
  });
  expect(failed).toBe(true);
  // By what it did, not by falling over.
  expect(errorInstance).not.toBeInstanceOf(TypeError);
  const right = await fc.check(lives(), { examples: [[life]], numRuns: 1 });
  expect(right.failed).toBe(false);
});
