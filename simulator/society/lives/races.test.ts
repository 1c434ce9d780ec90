/**
 * Races: people who act at once, in every order in which their messages can arrive. What is decided while another message is
 * under way must be decided once, and the later word must not undo a newer one.
 */
import { expect, test } from 'vitest';
import { CA_HOST, caSteps, DEFAULT_POLICY } from '../../ca/index.ts';
import { JLIS_HOSTS, type JlisKnobs } from '../../jlis/index.ts';
import { BANK_APP, BANK_HOST, bankSteps } from '../../relying-party/index.ts';
import { createWorld, type VirtualClock, virtualClock } from '../../world/index.ts';
import { type Person, type Phone, Story } from '../scenarios/index.ts';
import { BANK_URL, CA_URL, createSociety, STATUS_AT_ONCE } from '../society.ts';
import type { Wrong } from './life.ts';
import { everyOrder, type Race } from './orders.ts';

interface Scene {
  readonly story: Story;
  readonly clock: VirtualClock;
  readonly person: Person;
  readonly phone: Phone;
  readonly came: Record<string, string>;
}

async function begin({ bank, ca }: Wrong = {}, jlisKnobs: Partial<JlisKnobs> = {}): Promise<Scene> {
  const clock = virtualClock();
  const society = await createSociety(createWorld({ seed: 'races', clock }), {
    bankSteps: { ...bankSteps, ...bank },
    caSteps: { ...caSteps, ...ca },
    jlisKnobs,
  });
  const story = new Story(society, clock, undefined);
  const person = story.citizen(1);
  person.getsCard();
  return { story, clock, person, phone: person.getsPhone('first'), came: {} };
}

const HOMES = ['東京都架空区試験町一番地', '東京都架空区試験町二番地'] as const;

/** A customer whose first move waits at the bank for a press. */
async function moved(wrong: Wrong = {}): Promise<Scene & { readonly change: string }> {
  const scene = await begin(wrong);
  await scene.phone.joins(BANK_APP, { consent: BANK_APP });
  await scene.phone.logsIn();
  await scene.story.passes({ days: 1 });
  await scene.person.movesTo(HOMES[0]);
  await scene.phone.logsIn();
  const change = await scene.phone.waitingChange();
  if (change === undefined) throw new Error('nothing waits');
  return { ...scene, change };
}

const network = ({ story }: Scene) => story.society.world.network;
const looks = async ({ phone, came }: Scene & { change: string }, name: string, change: string) => {
  const outcome = await phone.library.confirmChange({ appId: BANK_APP, bank: BANK_URL, change });
  came[name] = outcome.state === 'done' ? outcome.decided : outcome.code;
};
const isPress = (path: string): boolean => path.endsWith('/confirmation');
const isResult = (path: string): boolean => path.endsWith('/result');

const recordNow = async (phone: Phone) => {
  expect(await phone.logsIn()).toBe('done');
  return phone.bankRecord();
};

/** The register and the card are other ones from here on; who may know of it comes later. */
function desk({ person }: Scene, address: string): void {
  person.atTheDesk({ type: 'move-within', address });
  person.atTheDesk({ type: 'apply-certificates', kinds: ['sign'] });
}

const THE_DESK = 'desk.test';

async function withdraws({ phone, came }: Scene): Promise<void> {
  const service = { verifier: DEFAULT_POLICY.verifierId, service: BANK_APP };
  const outcome = await phone.library.withdrawConsent({ appId: BANK_APP, ca: CA_URL, ...service });
  came.withdraw = outcome.state === 'done' ? 'done' : outcome.code;
}

/** How often J-LIS was asked for the latest items. */
const asked = ({ story }: Scene): number =>
  story.society.jlis.audit.filter(({ operation }) => operation === 'four-items').length;

const exchanges = ({ story }: Scene) =>
  story.society.world.recorder.observations.filter((seen) => seen.kind === 'http');

/** How many events the bank was told of. */
const events = (scene: Scene): number =>
  exchanges(scene)
    .filter(({ from, url }) => from === 'relying-party' && url.includes('/events?'))
    .reduce((sum, { response }) => sum + JSON.parse(response?.text ?? '{"events":[]}').events.length, 0);

/** How often J-LIS answered about the status of a certificate of a card. */
const statusAsked = (scene: Scene): number =>
  exchanges(scene).filter(({ url, status }) => url.includes(JLIS_HOSTS.ocspSign) && status === 200).length;

const twoPresses = (wrong: Wrong = {}): Race<Scene & { change: string }> => ({
  scene: () => moved(wrong),
  network,
  gates: { [BANK_HOST]: isPress, [CA_HOST]: isResult },
  actors(scene) {
    const presses = (decision: 'confirm' | 'decline') => async () => {
      scene.phone.presses = decision;
      await looks(scene, decision, scene.change);
    };
    return [
      { name: 'yes', act: presses('confirm') },
      { name: 'no', act: presses('decline') },
    ];
  },
  async judge({ phone, came }) {
    const { version, facts } = await recordNow(phone);
    const done = Object.keys(came).filter((decision) => came[decision] === decision);
    expect(done).toHaveLength(1);
    expect(version).toBe(done[0] === 'confirm' ? 2 : 1);
    expect(facts.address).toBe(done[0] === 'confirm' ? HOMES[0] : undefined);
  },
});

const newerEvent = (wrong: Wrong = {}): Race<Scene & { change: string }> => ({
  async scene() {
    const scene = await moved(wrong);
    desk(scene, HOMES[1]);
    scene.clock.advance(17 * 60_000);
    return scene;
  },
  network,
  gates: {
    [BANK_HOST]: (path) => path.startsWith('/changes/'),
    [CA_HOST]: (path) => isResult(path) || path.startsWith('/attribute-cases/'),
    [JLIS_HOSTS.verifier]: () => true,
  },
  actors: (scene) => [
    { name: 'press', act: () => looks(scene, 'press', scene.change) },
    { name: 'event', act: () => scene.story.society.tick() },
  ],
  async judge(scene, order) {
    const { phone, came, story, change } = scene;
    const applied = came.press === 'confirm';
    if (order.at(-1) === 'press') expect(applied).toBe(false); // the newer one was known by then
    expect(['confirm', 'change-overtaken', 'change-over']).toContain(came.press);
    expect((await recordNow(phone)).facts.address).toBe(applied ? HOMES[0] : undefined);
    await story.passes({ ms: 60_000 });
    expect(await recordNow(phone)).toMatchObject({ version: applied ? 2 : 1 });
    expect(await phone.looksAtChange()).toBe('confirm');
    // The older one again, now that the newer is on record.
    await looks(scene, 'again', change);
    expect(came.again).toBe('change-over');
    expect(await recordNow(phone)).toMatchObject({
      version: applied ? 3 : 2,
      facts: { address: HOMES[1] },
    });
  },
});

const twoPhones = (wrong: Wrong = {}): Race<Scene & { second: Phone }> => ({
  async scene() {
    const scene = await begin(wrong);
    return { ...scene, second: scene.person.getsPhone('second') };
  },
  network,
  gates: { [CA_HOST]: (path) => path.startsWith('/applications') },
  actors: ({ phone, second, came }) =>
    [phone, second].map((one) => ({
      name: one.name,
      act: async () => {
        came[one.name] = await one.joins(BANK_APP);
      },
    })),
  async judge({ phone, second, came }) {
    // The one that is accepted first ends the other, also where that one was issued and its receipt is still under way.
    const phones = [phone, second];
    const inside = [];
    for (const one of phones) inside.push(await one.logsIn());
    expect(inside.filter((word) => word === 'done')).toHaveLength(1);
    const loser = phones[inside.findIndex((word) => word !== 'done')]!;
    expect(['done', 'certificate-ended']).toContain(came[loser.name]);
    expect(came[phones.find((one) => one !== loser)!.name]).toBe('done');
    const known = await phones.find((one) => one !== loser)!.identifierAt(BANK_APP);
    expect(await loser.joins(BANK_APP)).toBe('done');
    expect(await loser.identifierAt(BANK_APP)).toBe(known);
  },
});

const moveBeforeIssue = (
  wrong: Wrong = {},
): Race<Scene & { readonly moved: { asked: number; tapped: boolean } }> => ({
  async scene() {
    const scene = await begin(wrong, STATUS_AT_ONCE);
    network(scene).serve(THE_DESK, 'rig', () => new Response('here'));
    return { ...scene, moved: { asked: 0, tapped: false } };
  },
  network,
  gates: {
    [CA_HOST]: (path) => path.startsWith('/applications'),
    [JLIS_HOSTS.ocspSign]: () => true,
    [THE_DESK]: () => true,
  },
  actors: (scene) => [
    {
      name: 'join',
      act: async () => {
        scene.came.join = await scene.phone.joins(BANK_APP);
      },
    },
    {
      name: 'move',
      async act() {
        // On the way to the desk: a message, so that its turn can be at any time.
        await network(scene).fetchAs('rig')(`http://${THE_DESK}/`);
        desk(scene, HOMES[0]);
        Object.assign(scene.moved, { asked: statusAsked(scene), tapped: scene.person.taps > 0 });
      },
    },
  ],
  async judge(scene) {
    const { came, phone, moved, story } = scene;
    // Decided by what J-LIS told of the certificate that was tapped, and by nothing before or after.
    const issued = moved.asked > 0 || !moved.tapped;
    expect(came.join).toBe(issued ? 'done' : 'jpki-revoked');
    expect(await phone.library.certificates()).toHaveLength(issued ? 1 : 0);
    if (came.join !== 'done') expect(await phone.joins(BANK_APP)).toBe('done');
    expect(await phone.logsIn()).toBe('done');
    await story.passes({ days: 2 });
    expect(await phone.logsIn()).toBe('done');
  },
});

const withdrawal = (wrong: Wrong = {}): Race<Scene> => ({
  async scene() {
    const scene = await begin(wrong);
    await scene.phone.joins(BANK_APP, { consent: BANK_APP });
    await scene.phone.logsIn();
    await scene.story.passes({ days: 1 });
    desk(scene, HOMES[0]);
    scene.clock.advance(17 * 60_000);
    return scene;
  },
  network,
  gates: {
    [CA_HOST]: (path) => path.startsWith('/consents') || path.startsWith('/attribute-cases/'),
    [JLIS_HOSTS.verifier]: () => true,
  },
  actors: (scene) => [
    { name: 'withdraw', act: () => withdraws(scene) },
    { name: 'query', act: () => scene.story.society.tick() },
  ],
  async judge(scene) {
    const { came, person, story } = scene;
    // Also where the new number on the card is one that the CA had not been told: then it asks J-LIS whose it is.
    expect(came.withdraw).toBe('done');
    await story.passes({ ms: 60_000 });
    const before = asked(scene);
    const heard = events(scene);
    await person.movesTo(HOMES[1]);
    await story.passes({ days: 1 });
    expect(asked(scene)).toBe(before);
    expect(events(scene)).toBe(heard);
  },
});

const ORDERS = [
  ['two presses at once, "yes" and "no": one counts', twoPresses, 6],
  ['a press while a newer event comes: the newer one stays', newerEvent, 20],
  ['two phones at once: one person, one phone in force', twoPhones, 20],
  ['a move between tap and issue: all or nothing', moveBeforeIssue, 5],
  ['a withdrawal during a query: nothing is asked or told after it', withdrawal, 10],
] as unknown as readonly (readonly [name: string, race: () => Race<unknown>, orders: number])[];

test.for(ORDERS)('%s, in every order', async ([, race, many]) => {
  const orders = await everyOrder(race());
  expect(new Set(orders).size).toBe(orders.length);
  expect(orders).toHaveLength(many);
});

/** Does not close what the new one overtakes. */
const opensBeside: Wrong['bank'] = {
  async openChange(ctx, { psid }, told) {
    ctx.changes.set(told.id, { ...told, psid, state: 'open', opened: ctx.now() });
  },
};
const asksNobody: Wrong['bank'] = { reportResult: async () => 'taken' };

const keepsConsents: NonNullable<Wrong['ca']>['transition'] = (machine, state, event, ground) =>
  machine === 'consent' && event === 'withdraw' ? state : caSteps.transition(machine, state, event, ground);

/** Each is noticed in some order. */
const WRONG = [
  [
    'a bank that asks nobody and does not end what was declined',
    twoPresses({ bank: { ...asksNobody, decline: () => {} } }),
  ],
  [
    'a bank that asks nobody and leaves older changes open',
    newerEvent({ bank: { ...asksNobody, ...opensBeside } }),
  ],
  ['a CA that leaves two phones in force', twoPhones({ ca: { supersededBy: () => [] } })],
  ['a CA that asks nobody about the status', moveBeforeIssue({ ca: { checkStatus: async () => undefined } })],
  ['a CA that goes on asking', withdrawal({ ca: { transition: keepsConsents } })],
] as unknown as readonly (readonly [does: string, race: Race<unknown>])[];

test.for(WRONG)('%s is noticed in some order', async ([, race]) => {
  await expect(everyOrder(race)).rejects.toThrow(/in the order .*: expected/);
});
