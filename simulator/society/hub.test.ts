/** The hub beside CA and J-LIS: data passes by the person's will only (P6). */
import { beforeEach, describe, expect, test } from 'vitest';
import { createHub, HUB_HOST, type Hub } from '../hub/index.ts';
import { profileTime, sha256Hex } from '../profile/index.ts';
import { tlsOf } from './society.ts';
import { APPS, type CaSetting, caSetting, DAY, type Phone } from './testing/ca-setting.ts';

let own: CaSetting;
let hub: Hub;
let bank: Phone;
let shop: Phone;

beforeEach(async () => {
  own = caSetting();
  hub = createHub({
    clock: own.clock,
    fetch: own.world.network.fetchAs('hub'),
    caUrl: 'http://ca.test',
    caAnchors: [own.ca.certificate],
    members: APPS.map((appId) => ({ appId, clientCertificate: tlsOf(own.world).client(appId).certificate })),
  });
  own.world.network.serve(HUB_HOST, 'hub', hub.handler);
  bank = await own.enrol(1, 'abc-bank');
  shop = await own.enrol(1, 'shop');
});

async function call(path: string, body?: object, as?: string) {
  const certificate = as === undefined ? undefined : tlsOf(own.world).client(as).certificate;
  const response = await own.world.network.fetchAs('rig', certificate && { clientCertificate: certificate })(
    `https://${HUB_HOST}${path}`,
    body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );
  const text = await response.text();
  const said = text ? JSON.parse(text) : undefined;
  return response.ok ? (said ?? response.status) : said.code;
}

const grantOf = (change: object = {}) => ({
  purpose: 'share-grant',
  source: 'abc-bank',
  target: 'shop',
  items: ['income-class'],
  use: 'TEST',
  at: own.time(),
  expires: profileTime(new Date(own.clock.now().getTime() + DAY)),
  nonce: own.nonce(),
  ...change,
});
const pairwise = (appId: string): string =>
  [...own.ca.store.values('person')].find((p) => p.pairwise[appId])!.pairwise[appId]!;
const attributeOf = (phone: Phone): Phone => ({
  ...phone,
  certificate: new Uint8Array(Buffer.from(phone.issued.attributeCertificate!, 'base64')),
});
const grant = async (): Promise<string> => (await call('/grants', { jws: own.jws(bank, grantOf()) })).grant;
const parcel = (id: string, change: object = {}) => ({
  grant: id,
  pairwise: pairwise('abc-bank'),
  item: 'income-class',
  use: 'TEST',
  value: 'TEST 3',
  ...change,
});
const withdrawal = (id: string, by: Phone) =>
  call(`/grants/${id}/withdrawal`, {
    jws: own.jws(by, { purpose: 'share-withdrawal', grant: id, at: own.time() }),
  });

test('the default is no', async () => {
  expect(await call('/data', parcel('0'.repeat(64)), 'abc-bank')).toBe('grant-missing');
  expect((await call('/data', undefined, 'shop')).data).toEqual([]);
});

test('what a grant names passes, under the identifiers of each side', async () => {
  const id = await grant();
  expect(await call('/data', parcel(id), 'abc-bank')).toBe(202);
  const { data } = await call('/data', undefined, 'shop');
  expect(data).toMatchObject([{ pairwise: pairwise('shop'), item: 'income-class', value: 'TEST 3' }]);
  expect((await call('/data', undefined, 'shop')).data).toEqual([]); // once
  expect(hub.flows.map(({ step }) => step)).toEqual(['handed-over', 'delivered']);
  expect(JSON.stringify(hub.flows)).not.toContain('TEST 3');
});

describe('nothing else passes', () => {
  test.each([
    ['another item', { item: 'address' }, 'abc-bank', 'grant-missing'],
    ['another use', { use: 'ADVERTISING' }, 'abc-bank', 'grant-missing'],
    ['another source', {}, 'clinic', 'grant-missing'],
    ['the other direction', {}, 'shop', 'grant-missing'],
    ['another person', { pairwise: '0'.repeat(32) }, 'abc-bank', 'grant-missing'],
  ])('%s', async (_, change, as, code) => {
    const id = await grant();
    expect(await call('/data', parcel(id, change), as)).toBe(code);
    expect((await call('/data', undefined, 'shop')).data).toEqual([]);
  });

  test('after its end', async () => {
    const id = await grant();
    await call('/data', parcel(id), 'abc-bank');
    own.clock.advance(2 * DAY);
    expect(await call('/data', parcel(id), 'abc-bank')).toBe('grant-ended');
    expect((await call('/data', undefined, 'shop')).data).toEqual([]);
  });

  test('after withdrawal, at once, in either app, also what still waits', async () => {
    for (const by of [bank, shop]) {
      const id = await grant();
      await call('/data', parcel(id), 'abc-bank');
      expect((await withdrawal(id, attributeOf(by))).state).toBe('withdrawn');
      expect(await call('/data', parcel(id), 'abc-bank')).toBe('grant-ended');
      expect((await call('/data', undefined, 'shop')).data).toEqual([]);
    }
  });

  test('a grant by somebody else, for another app, or while the CA is away', async () => {
    const stranger = await own.enrol(2, 'abc-bank');
    expect(await call('/grants', { jws: own.jws(stranger, grantOf()) })).toBe('person-unknown');
    expect(await call('/grants', { jws: own.jws(bank, grantOf({ source: 'clinic' })) })).toBe(
      'request-not-yours',
    );
    own.world.network.setReachable('ca.test', false);
    expect(await call('/grants', { jws: own.jws(bank, grantOf()) })).toBe('hub-unavailable');
  });

  test('a stranger withdraws nothing, and withdrawal needs no CA', async () => {
    const id = await grant();
    const stranger = await own.enrol(2, 'abc-bank');
    expect(await withdrawal(id, attributeOf(stranger))).toBe('request-not-yours');
    own.world.network.setReachable('ca.test', false);
    expect((await withdrawal(id, attributeOf(shop))).state).toBe('withdrawn');
  });
});

test('the same grant twice is one; a revoked key grants nothing', async () => {
  const jws = own.jws(bank, grantOf());
  expect(await call('/grants', { jws })).toEqual(await call('/grants', { jws }));
  const wish = { purpose: 'revocation', wish: 'stop', at: own.time(), nonce: own.nonce() };
  await own.post('/revocations', { jws: own.jws(bank, wish) });
  expect(await call('/grants', { jws: own.jws(bank, grantOf()) })).toBe('certificate-ended');
  expect((await call('/grants', { jws })).grant).toBe(sha256Hex(jws));
});
