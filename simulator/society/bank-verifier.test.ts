/** A bank that is itself a verifier: what becomes of a consent when bank or J-LIS is away, and where the customer ends it. */
import { expect, test } from 'vitest';
import { JLIS_HOSTS } from '../jlis/index.ts';
import { BANK_APP, BANK_HOST } from '../relying-party/index.ts';
import { createWorld, virtualClock } from '../world/index.ts';
import { Story } from './scenarios/index.ts';
import { BANK_URL, CA_URL, createSociety } from './society.ts';

const HOME = '東京都架空区試験町一丁目２番３号';
const asked = { appId: BANK_APP, ca: CA_URL, bank: BANK_URL, verifier: BANK_APP, service: BANK_APP };
const consent = { ...asked, items: ['name', 'address'] as const };

async function customer() {
  const clock = virtualClock();
  const world = createWorld({ seed: 1, clock });
  const story = new Story(await createSociety(world, { bankVerifies: true }), clock, undefined);
  const person = story.citizen(1);
  person.getsCard();
  const phone = person.getsPhone('first');
  await phone.joins(BANK_APP);
  await phone.logsIn();
  const sent = (path: string) =>
    world.recorder.observations.flatMap((o) =>
      o.kind === 'http' && o.url.endsWith(path) ? [`${o.from} ${new URL(o.url).hostname}`] : [],
    );
  return { story, world, person, phone, sent };
}

test('the CA has no part in it, from consent to press', async () => {
  const { story, person, phone, sent } = await customer();
  expect(await phone.library.consent(consent)).toMatchObject({ state: 'done' });
  await story.passes({ days: 2 });
  await person.movesTo(HOME);
  expect(story.society.push.notifications).toHaveLength(1);
  await phone.logsIn();
  expect(await phone.looksAtChange()).toBe('confirm');
  expect((await phone.bankRecord()).facts.address).toBe(HOME);
  expect(sent('/consents')).toEqual(['relying-party verifier.jlis.test', 'library bank.test']);
  expect(sent('/result')).toEqual([]);
});

test('a consent that the bank did not hear goes there later, without another tap', async () => {
  const { world, person, phone, sent } = await customer();
  world.network.setReachable(BANK_HOST, false);
  expect(await phone.library.consent(consent)).toMatchObject({ code: 'ca-unreachable' });
  world.network.setReachable(BANK_HOST, true);
  const taps = person.taps;
  expect(await phone.library.resume({ appId: BANK_APP })).toMatchObject({ state: 'done' });
  expect(person.taps).toBe(taps);
  expect(sent('/consents').slice(-2)).toEqual(['relying-party verifier.jlis.test', 'library bank.test']);
});

test('a consent that J-LIS did not hear is sent on by the next round', async () => {
  const { story, world, person, phone } = await customer();
  world.network.setReachable(JLIS_HOSTS.verifier, false);
  expect(await phone.library.consent(consent)).toMatchObject({ state: 'done' });
  world.network.setReachable(JLIS_HOSTS.verifier, true);
  await story.passes({ days: 1 });
  await story.passes({ days: 1 });
  await person.movesTo(HOME);
  expect(story.society.push.notifications).toHaveLength(1);
});

test('what the customer withdraws ends at once, also while J-LIS is away', async () => {
  const { story, world, person, phone } = await customer();
  await phone.library.consent(consent);
  await story.passes({ days: 2 });
  world.network.setReachable(JLIS_HOSTS.verifier, false);
  expect(await phone.library.withdrawConsent(asked)).toMatchObject({ state: 'done', given: { items: [] } });
  world.network.setReachable(JLIS_HOSTS.verifier, true);
  await person.movesTo(HOME);
  expect(story.society.push.notifications).toEqual([]);
});
