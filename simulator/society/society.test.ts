import { expect, test } from 'vitest';
import { loginChallenge } from '../profile/index.ts';
import { createWorld } from '../world/index.ts';
import { BANK_URL, CA_URL, createSociety, insert, willingUser } from './index.ts';

for (const route of ['key-in-application', 'code-after-signature'] as const) {
  test(`a card is tapped once, a certificate is issued, a log-in is accepted (${route})`, async () => {
    const world = createWorld({ seed: 1 });
    const society = await createSociety(world, { policy: { route } });
    const card = society.card(society.citizen(1));
    const phone = society.phone({ name: 'a', chip: insert(card), ui: willingUser('ABC123') });
    const enrolled = await phone.enrol({ appId: 'abc-bank', ca: CA_URL });
    expect(enrolled).toMatchObject({ state: 'done' });
    const fetch = world.network.fetchAs('library');
    const challenge = loginChallenge.parse(
      await (await fetch(`${BANK_URL}/login/challenges`, { method: 'POST' })).json(),
    );
    const answer = await phone.login(challenge, { appId: 'abc-bank', origin: 'https://bank.test' });
    if (answer.state !== 'done') throw new Error(answer.code);
    const body = JSON.stringify({ answer: answer.answer });
    const headers = { 'content-type': 'application/json' };
    const session = await fetch(`${BANK_URL}/login/answers`, { method: 'POST', headers, body });
    expect(session.status).toBe(200);
    expect(
      world.recorder.observations.filter((o) => o.kind === 'card' && o.event === 'connect'),
    ).toHaveLength(1);
  });
}
