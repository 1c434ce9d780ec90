/** The world inside a test of somebody else, who only knows msw and fetch. */
import { get } from 'node:http';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { JLIS_HOSTS } from '../jlis/index.ts';
import { readCertificate, readCrl } from '../pki/index.ts';
import { machineClock, midnightJst } from '../world/index.ts';
import { handlers, type MswWorld, openWorld } from './msw.ts';

const CRL_URL = `http://${JLIS_HOSTS.crlSign}/full.crl`;
const VERIFIER_URL = `https://${JLIS_HOSTS.verifier}`;
const CONTROL = 'http://control.test';

let world: MswWorld;
const server = setupServer();
beforeAll(async () => {
  world = await openWorld({ seed: 1, at: new Date('2026-04-01T09:00:00+09:00'), as: 'bank' });
  server.use(...world.handlers);
  server.listen({ onUnhandledFrame: 'error' });
});
afterEach(() => world.society.faults.clear());
afterAll(() => server.close());

const send = (method: string, path: string, body: unknown) =>
  fetch(CONTROL + path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test('every host answers to its name', async () => {
  const { society } = world;
  for (const host of [...society.world.network.hosts, 'control.test']) {
    const answer = await fetch(`http://${host}/openapi.json`);
    expect([host, ((await answer.json()) as { openapi: string }).openapi]).toEqual([host, '3.1.0']);
  }
  await expect(fetch('http://somewhere-else.test/')).rejects.toThrow();
});

test('somebody loses a card, the clock moves, and the list tells', async () => {
  const { society, clock } = world;
  const serial = readCertificate(society.card(society.citizen(1)).signCert!).serial;
  const listed = async () => {
    const bytes = new Uint8Array(await (await fetch(CRL_URL)).arrayBuffer());
    return readCrl(bytes).entries.has(serial);
  };
  expect(await listed()).toBe(false);
  society.jlis.happen(1, { type: 'lose-card' });
  expect((await send('PUT', '/clock', { advanceMs: 86_400_000 })).status).toBe(200);
  expect(clock.now()).toEqual(new Date('2026-04-02T09:00:00+09:00'));
  expect(await listed()).toBe(true);
});

test('requests come with the client certificate of the verifier that was named', async () => {
  expect((await fetch(`${VERIFIER_URL}/report/2026`)).status).toBe(200);
  const own = Buffer.from(world.society.clients.ca.certificate).toString('base64');
  await fetch(`${VERIFIER_URL}/report/2026`, { headers: { 'client-cert': `:${own}:` } });
  expect(world.society.jlis.audit.map(({ who }) => who)).toEqual(['abc-bank', 'abc-bank']);
});

test('faults: no answer, none in time, half of one, another status; by fetch and by node:http', async () => {
  const { faults } = world.society;
  faults.set('crlSign', [{ type: 'down', next: 1 }]);
  await expect(fetch(CRL_URL)).rejects.toThrow(TypeError);
  faults.set('crlSign', [{ type: 'slow', ms: 600_000, next: 1 }]);
  await expect(fetch(CRL_URL, { signal: AbortSignal.timeout(20) })).rejects.toThrow(/timeout|aborted/i);
  faults.set('crlSign', [{ type: 'cut', next: 2 }]);
  // msw ends its connection at once, so that some see the status and others do not.
  await expect(fetch(CRL_URL).then((answer) => answer.arrayBuffer())).rejects.toThrow(TypeError);
  const ending = await new Promise((resolve) => {
    get(CRL_URL, (answer) => {
      answer.on('error', (error) => resolve(error));
      answer.on('end', () => resolve('end'));
      answer.resume();
    }).on('error', resolve);
  });
  expect(ending).toBeInstanceOf(Error);
  expect(
    (await send('PUT', '/faults', { host: 'crlSign', faults: [{ type: 'status', next: 1 }] })).status,
  ).toBe(204);
  expect((await fetch(CRL_URL)).status).toBe(500);
  expect((await fetch(CRL_URL)).status).toBe(200);
});

test('the handlers alone; the clock of the machine by default', async () => {
  const alone = await handlers();
  expect(alone.length).toBeGreaterThan(8);
  const { society } = await openWorld();
  expect(society.world.founded.getTime()).toBe(midnightJst(machineClock.now()).getTime());
});
