/**
 * Lives drawn from a seed: people, apps, phones, moves, marriages, lost cards, consents and their withdrawal, J-LIS away. After
 * every step what must hold of the CA is checked. A failure prints seed and path; fast-check replays it.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CaSteps, caSteps, verifyAudit } from '../ca/index.ts';
import { adultNumber } from '../people/index.ts';
import { APPS, type CaSetting, caSetting, DAY, type Phone } from './testing/ca-setting.ts';

const LIVES = process.env.FPOS_HIL_LONG ? 5_000 : 20;
const STEPS_MAX = 14;
const PEOPLE = [1, 2, 3].map(adultNumber);

const STEPS = [
  'enrol',
  'enrol-without-receipt',
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
  'tick',
  'a-day',
  'a-year',
] as const;
type Step = { readonly what: (typeof STEPS)[number]; readonly who: number; readonly app: number };

const drawn = fc.array(
  fc.record({
    what: fc.constantFrom(...STEPS),
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
const life = fc
  .tuple(fc.constantFrom(true, true, true, false), drawn)
  .map(([settled, steps]) => (settled ? [...SETTLED, ...steps] : steps));

interface World {
  readonly own: CaSetting;
  readonly phones: Phone[];
  /** Whose phone each was, by certificate: the model that the CA does not see. */
  readonly owner: Map<string, number>;
}

/** What a person may try; a refusal is an answer like any other, the invariants judge. */
async function take({ own, phones, owner }: World, { what, who, app }: Step, n: number): Promise<void> {
  const citizen = PEOPLE[who]!;
  const appId = APPS[app]!;
  const mine = phones.findLast((p) => owner.get(p.issued.certificate) === citizen);
  const keep = (phone: Phone): void => {
    phones.push(phone);
    owner.set(phone.issued.certificate, citizen);
  };
  const { jlis, world } = own;
  switch (what) {
    case 'enrol':
      return keep(await own.enrol(citizen, appId));
    case 'enrol-without-receipt':
      return keep(await own.enrol(citizen, appId, { accept: false }));
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
        world.network.setReachable(host, what === 'jlis-back');
      return;
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
  const people = [...store.values('person')];
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

  // INV-17: one phone in force for each record and app (a record joined later may bring a second until its next tap).
  const joined = new Set(people.map(({ joinedTo }) => joinedTo));
  const live = certificates
    .filter((c) => c.kind === 'basic' && c.state === 'valid' && !joined.has(c.person))
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

const lives = (wrong: Partial<CaSteps> = {}) =>
  fc.asyncProperty(life, async (steps) => {
    const own = caSetting({ seed: 'lives', steps: wrong });
    const world: World = { own, phones: [], owner: new Map() };
    for (const [n, step] of steps.entries()) {
      await take(world, step, n).catch((error: unknown) => {
        // Refusals of CA, J-LIS or desk are told by their codes. A mistake of ours has another face.
        if (
          !(error instanceof Error) ||
          error instanceof TypeError ||
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
    await fc.assert(lives(), { numRuns: LIVES, seed: 5 });
  },
  LIVES * 10_000,
);

/** Each does one thing wrong that the invariants must notice. */
const WRONG: readonly (readonly [string, Partial<CaSteps>])[] = [
  ['leaves the old phone in force', { supersededBy: () => [] }],
  ['asks J-LIS without a loss of validity', { mayAsk: () => true }],
  [
    'takes whoever comes for the first person it knows',
    { lookForPerson: async ({ store }) => store.values('person').next().value?.id },
  ],
  [
    'never ends what is untrue',
    { revoke: (...args) => (args[3].ground === 'facts-untrue' ? undefined : caSteps.revoke(...args)) },
  ],
];

test.each(WRONG)(
  'a CA that %s is noticed',
  async (_, steps) => {
    const { failed } = await fc.check(lives(steps), { numRuns: 200, seed: 5, endOnFailure: true });
    expect(failed).toBe(true);
  },
  300_000,
);
