import { beforeAll, describe, expect, test } from 'vitest';
import { JLIS_HOSTS } from '../jlis/index.ts';
import { readCertificate, readCrl } from '../pki/index.ts';
import { createWorld, type Handler, type VirtualClock, virtualClock } from '../world/index.ts';
import { createControl } from './control.ts';
import { createSociety, type Society } from './index.ts';

const hosts = { ocspSign: JLIS_HOSTS.ocspSign, crlSign: JLIS_HOSTS.crlSign };
const CRL_URL = `http://${JLIS_HOSTS.crlSign}/full.crl`;

let clock: VirtualClock;
let society: Society;
let control: Handler;
beforeAll(async () => {
  clock = virtualClock();
  society = await createSociety(createWorld({ seed: 1, clock, keys: 'drawn' }));
  control = createControl({ society, clock, hosts });
});

async function ask(method: string, path: string, body?: unknown, to = control) {
  const response = await to(
    new Request(`http://control.test${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  return { status: response.status, json: text === '' ? undefined : JSON.parse(text) };
}

async function revokedSerials(): Promise<readonly bigint[]> {
  const response = await society.world.network.fetchAs('rig')(CRL_URL);
  const { entries } = readCrl(new Uint8Array(await response.arrayBuffer()));
  return [...entries.keys()];
}

test('a citizen: four items, both certificates and their serials, the same again and again', async () => {
  const { status, json } = await ask('POST', '/citizens', { number: 2 });
  expect(status).toBe(200);
  const { name, address, birth, gender } = society.citizen(2);
  expect(json.items).toEqual({ name, address, birth, gender });
  for (const kind of ['sign', 'auth']) {
    const certificate = readCertificate(new Uint8Array(Buffer.from(json.certificates[kind], 'base64')));
    expect(BigInt(`0x${json.serials[kind]}`)).toBe(certificate.serial);
  }
  expect((await ask('POST', '/citizens', { number: 2 })).json).toEqual(json);
});

test('a revocation is on the next CRL, once, and nobody else’s', async () => {
  const { json } = await ask('POST', '/citizens', { number: 2 });
  expect(await revokedSerials()).toEqual([]);
  const event = { type: 'revoke', citizen: 2, certificate: 'sign' };
  expect(await ask('POST', '/events', event)).toEqual({ status: 204, json: undefined });
  expect((await ask('POST', '/events', event)).status).toBe(204);
  expect(await revokedSerials()).toEqual([]);
  await ask('PUT', '/clock', { now: '2026-04-02T05:00:00+09:00' });
  expect(await revokedSerials()).toEqual([BigInt(`0x${json.serials.sign}`)]);
});

describe('the clock', () => {
  test('is set and advanced, never back', async () => {
    expect((await ask('PUT', '/clock', { now: '2026-04-03T00:00:00+09:00' })).json).toEqual({
      now: '2026-04-02T15:00:00.000Z',
    });
    expect((await ask('PUT', '/clock', { advanceMs: 1_500 })).json).toEqual({
      now: '2026-04-02T15:00:01.500Z',
    });
    const refused = [
      [{ now: '2026-04-01T00:00:00Z' }, 409, 'clock-backwards'],
      [{ now: '2100-01-01T00:00:00Z' }, 400, 'request-malformed'],
      [{ advanceMs: 2 ** 52 }, 400, 'request-malformed'],
    ] as const;
    for (const [body, status, code] of refused)
      expect(await ask('PUT', '/clock', body)).toMatchObject({ status, json: { code } });
    expect(clock.now()).toEqual(new Date('2026-04-02T15:00:01.500Z'));
  });

  test('of the machine is not moved', async () => {
    const { status, json } = await ask('PUT', '/clock', { advanceMs: 1 }, createControl({ society, hosts }));
    expect([status, json.code]).toEqual([409, 'clock-not-pinned']);
    expect(json.title).toContain('--at');
  });
});

test('a host goes off the network and comes back', async () => {
  const reach = () =>
    society.world.network
      .fetchAs('rig')(CRL_URL)
      .then(
        (r) => r.status,
        () => 'unreachable',
      );
  await ask('PUT', '/faults', { host: 'crlSign', reachable: false });
  expect(await reach()).toBe('unreachable');
  await ask('PUT', '/faults', { host: 'crlSign', reachable: true });
  expect(await reach()).toBe(200);
});

test('the last thousand messages are told, and those of the control are none of them', async () => {
  const fetch = society.world.network.fetchAs('library');
  for (let i = 0; i < 1005; i++) await fetch(`http://bank.test/${i}`);
  const { json } = await ask('GET', '/requests');
  expect(json.requests).toHaveLength(1000);
  expect(json.requests.at(0)).toMatchObject({ url: 'http://bank.test/5' });
  expect(json.requests.at(-1)).toMatchObject({ from: 'library', url: 'http://bank.test/1004', status: 404 });
});

// Each: method, path, body.
const MALFORMED: readonly (readonly [string, string, unknown])[] = [
  ['POST', '/citizens', {}],
  ['POST', '/citizens', { number: 1.5 }],
  ['POST', '/citizens', { number: 1, extra: true }],
  ['POST', '/events', { type: 'move', citizen: 1, certificate: 'sign' }],
  ['POST', '/events', { type: 'revoke', citizen: 1, certificate: 'both' }],
  ['POST', '/events', { type: 'revoke', citizen: 1, certificate: 'sign', reason: 'removeFromCRL' }],
  ['PUT', '/clock', {}],
  ['PUT', '/clock', { now: '2027-01-01T00:00:00' }],
  ['PUT', '/clock', { advanceMs: -1 }],
  ['PUT', '/faults', { host: 'nobody', reachable: false }],
  ['PUT', '/faults', { host: 'toString', reachable: false }],
];

test.each(MALFORMED)('%s %s %j is refused', async (method, path, body) => {
  expect(await ask(method, path, body)).toMatchObject({ status: 400, json: { code: 'request-malformed' } });
});

test('its OpenAPI names the operations and the hosts', async () => {
  const { json } = await ask('GET', '/openapi.json');
  expect(Object.keys(json.paths).sort()).toEqual(['/citizens', '/clock', '/events', '/faults', '/requests']);
  expect(JSON.stringify(json.paths['/faults'])).toContain('ocspSign');
});
