import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawMachine } from '../profile/index.ts';
import { chanceFrom, virtualClock } from '../world/index.ts';
import { BANK_MACHINES, createBank } from './index.ts';

const clock = virtualClock();
const noCa = () => Promise.reject(new TypeError('no CA here'));
const bank = createBank({
  clock,
  chance: chanceFrom(1),
  caAnchors: [],
  fetch: noCa,
  caUrl: 'http://ca.test',
});

const post = async (path: string, body?: unknown) => {
  const init =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await bank.handler(new Request(`http://bank.test${path}`, { method: 'POST', ...init }));
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

test('challenges are of the profile, and none is like another', async () => {
  const [a, b] = [await post('/login/challenges'), await post('/login/challenges')];
  expect(a.status).toBe(201);
  expect(a.body).toMatchObject({ profile: 1, appId: 'abc-bank', origin: 'https://bank.test' });
  expect(a.body.challenge).not.toBe(b.body.challenge);
  expect(a.body.nonce).not.toBe(b.body.nonce);
});

test('whatever is sent as an answer is refused, never an internal error', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.base64String().map((s) => `${s}.${s}.${s}`),
      ),
      async (answer) => {
        expect(await post('/login/answers', { answer })).toMatchObject({
          status: 422,
          body: { code: 'answer-malformed' },
        });
      },
    ),
  );
  expect(await post('/login/answers', { answer: 1 })).toMatchObject({
    status: 400,
    body: { code: 'request-malformed' },
  });
});

test('people who look at the bank see that it is a test', async () => {
  const response = await bank.handler(new Request('http://bank.test/'));
  expect(response.headers.get('content-type')).toContain('text/html');
  expect(await response.text()).toMatch(/ABC銀行.*TEST/s);
});

test('docs/bank.md has the lives as the bank obeys them', () => {
  const page = readFileSync('docs/bank.md', 'utf8');
  for (const machine of Object.values(BANK_MACHINES)) expect(page).toContain(drawMachine(machine));
});
