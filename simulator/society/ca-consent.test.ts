/** The latest four items through CA and J-LIS, and who is who over moves, marriages and lost cards (P1, P2, P6). */
import { beforeEach, describe, expect, test } from 'vitest';
import { profileTime } from '../profile/index.ts';
import { tlsOf } from './society.ts';
import {
  type CaSetting,
  type CaSettingOptions,
  caSetting,
  DAY,
  type Phone,
  recordOf,
} from './testing/ca-setting.ts';

const SOMEBODY = 1;
const ANOTHER = 2;
const ADDRESS = '東京都千代田区試験町９－９－９';

let own: CaSetting;
const begin = (options: CaSettingOptions = {}): void => {
  own = caSetting(options);
};
beforeEach(() => begin());

const record = (phone: Phone) => recordOf(own, phone)!;
const person = (phone: Phone) => {
  const found = own.ca.store.get('person', record(phone).person)!;
  return found.joinedTo ? own.ca.store.get('person', found.joinedTo)! : found;
};
const queries = () => own.jlis.audit.filter(({ operation }) => operation === 'four-items');
const move = (citizen = SOMEBODY, address = ADDRESS) =>
  own.jlis.happen(citizen, { type: 'move-within', address });
const reissue = (citizen = SOMEBODY) =>
  own.jlis.happen(citizen, { type: 'apply-certificates', kinds: ['sign'] });
const bank = () => ({ as: tlsOf(own.world).client('abc-bank').certificate });
const events = async () =>
  (await own.get('/events', bank())).body.events as readonly { kind: string; subject: string }[];

test('consent begins the next day; after a move the record is fresh, the number linked, the bank told', async () => {
  const phone = await own.enrol(SOMEBODY);
  const given = await own.consent(SOMEBODY, 'abc-bank', ['address']);
  expect([given.status, given.body.state]).toEqual([201, 'active']);
  await own.settle(DAY);
  expect(queries()).toHaveLength(0); // the certificate lives: no ground to ask
  move();
  await own.settle();
  expect(queries().map(({ outcome }) => outcome)).toEqual(['NOT_REISSUED']);
  expect(person(phone).items.address).not.toBe(ADDRESS);
  reissue();
  await own.settle();
  expect(person(phone).items.address).toBe(ADDRESS);
  expect(person(phone).anchors).toHaveLength(2);
  expect(record(phone).state).toBe('valid'); // it records no address
  const [event] = await events();
  expect(JSON.stringify(event)).not.toContain('東京');
  const { body } = await own.get(`/attribute-cases/${event!.subject}`, bank());
  expect(body).toMatchObject({ state: 'pushed', items: { address: ADDRESS } });
  expect(Object.keys(body.items)).toEqual(expect.not.arrayContaining(['name', 'birth', 'gender']));
  const confirm = (decision: string, changeSet: string) =>
    own.jws(phone, {
      purpose: 'change-confirmation',
      case: event!.subject,
      changeSet,
      decision,
      at: own.time(),
    });
  const result = (jws: string, options = bank()) =>
    own.post(`/attribute-cases/${event!.subject}/result`, { jws }, options);
  expect((await result(confirm('confirm', 'ff'.repeat(32)))).body.code).toBe('case-mismatch');
  const shop = { as: tlsOf(own.world).client('shop').certificate };
  expect((await result(confirm('confirm', body.changeSet), shop)).body.code).toBe('case-unknown');
  const good = confirm('confirm', body.changeSet);
  expect((await result(good)).body.state).toBe('applied');
  expect((await result(good)).body.state).toBe('applied'); // once only
  expect((await result(confirm('decline', body.changeSet))).body.code).toBe('case-closed');
  // Nothing more to ask: the new certificate lives.
  await own.settle();
  expect(queries()).toHaveLength(2);
});

test('expiry is a loss of validity as well', async () => {
  const phone = await own.enrol(SOMEBODY);
  await own.consent(SOMEBODY, 'fpos-id');
  const { notAfter } = own.ca.store.get('anchor', person(phone).anchors[0]!)!;
  own.clock.set(new Date(notAfter! + DAY));
  await own.ca.tick();
  expect(queries().map(({ outcome }) => outcome)).toEqual(['NOT_REISSUED']);
});

describe('a recorded fact that changed', () => {
  const changeName = async () => {
    await own.consent(SOMEBODY, 'fpos-id');
    await own.settle(DAY);
    own.jlis.happen(SOMEBODY, { type: 'change-name', family: '改姓', given: '花子' });
    reissue();
    await own.settle();
  };

  test('is applied for by the old key while it is good: log-in is never interrupted', async () => {
    const old = await own.enrol(SOMEBODY);
    await changeName();
    expect(record(old)).toMatchObject({ state: 'valid', untrue: { knownAt: own.clock.now().getTime() } });
    const ask = { purpose: 'notices', after: 0, at: own.time(), nonce: own.nonce() };
    const { notices } = (await own.post('/notices', { jws: own.jws(old, ask) })).body;
    expect(notices).toMatchObject([{ kind: 'certificate-untrue' }]);
    const fresh = await own.renew(old);
    expect([record(old).state, record(fresh).state]).toEqual(['revoked', 'valid']);
    expect(record(fresh).recorded.name).toContain('改姓');
    expect(record(fresh).provedAt).toBe(record(old).provedAt);
  });

  test('else the certificate ends within the bound, both moments on record', async () => {
    const old = await own.enrol(SOMEBODY);
    await changeName();
    const { knownAt } = record(old).untrue!;
    await own.settle(DAY);
    expect(record(old).revocation).toMatchObject({ reason: 'affiliationChanged', askedAt: knownAt });
    expect(record(old).revocation!.at - knownAt).toBe(DAY);
  });

  test('by policy the address is recorded: then a move ends it too', async () => {
    begin({ policy: { recordsAddress: true, replacementMs: 0 } });
    const phone = await own.enrol(SOMEBODY);
    await own.consent(SOMEBODY, 'fpos-id');
    await own.settle(DAY);
    move();
    reissue();
    await own.settle();
    expect(record(phone)).toMatchObject({ state: 'revoked', revocation: { ground: 'facts-untrue' } });
  });

  test('the end of the JPKI certificate alone ends nothing', async () => {
    const phone = await own.enrol(SOMEBODY);
    await own.consent(SOMEBODY, 'fpos-id');
    await own.settle(DAY);
    own.jlis.happen(SOMEBODY, { type: 'request-revocation', kinds: ['sign'] });
    await own.settle();
    expect(record(phone).state).toBe('valid');
  });
});

describe('without consent', () => {
  test('none given: nothing is looked up, and the new card is a new person by rule', async () => {
    const before = await own.enrol(SOMEBODY);
    own.jlis.happen(SOMEBODY, { type: 'reissue-card' });
    await own.settle();
    expect(queries()).toHaveLength(0);
    const after = await own.enrol(SOMEBODY, 'shop');
    expect(person(after).id).not.toBe(person(before).id);
  });

  test.each([
    ['at the CA', async () => expect((await own.withdraw(SOMEBODY, 'fpos-id')).body.state).toBe('withdrawn')],
    [
      'at J-LIS itself',
      async () => {
        const at = profileTime(own.clock.now());
        const content = {
          purpose: 'four-items-withdrawal',
          verifier: 'fpos-test-ca',
          service: 'fpos-id',
          at,
          nonce: own.nonce(),
        };
        const response = await own.world.network.fetchAs('rig')('http://holder.jlis.test/withdrawals', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ cms: own.signed(SOMEBODY, content) }),
        });
        expect(response.status).toBeLessThan(300);
        await own.settle();
      },
    ],
  ])('withdrawn %s: no query afterwards', async (_, withdraw) => {
    await own.enrol(SOMEBODY);
    await own.consent(SOMEBODY, 'fpos-id');
    await own.settle(DAY);
    await withdraw();
    expect([...own.ca.store.values('consent')].map(({ state }) => state)).toEqual(['withdrawn']);
    move();
    reissue();
    await own.settle();
    expect(queries()).toHaveLength(0);
  });

  test('while J-LIS cannot be reached it counts for nothing, and is sent on later; a withdrawal counts at once', async () => {
    await own.enrol(SOMEBODY);
    own.world.network.setReachable('verifier.jlis.test', false);
    expect((await own.consent(SOMEBODY, 'fpos-id')).body.state).toBe('received');
    own.world.network.setReachable('verifier.jlis.test', true);
    await own.ca.tick();
    const [consent] = own.ca.store.values('consent');
    expect(consent).toMatchObject({ state: 'active' });
    expect(consent!.cms).toBeUndefined(); // what was handed in is not kept
    own.world.network.setReachable('verifier.jlis.test', false);
    own.clock.advance(1000);
    expect((await own.withdraw(SOMEBODY, 'fpos-id')).body.state).toBe('withdrawn');
    own.world.network.setReachable('verifier.jlis.test', true);
    await own.ca.tick();
    expect(own.jlis.audit.at(-2)).toMatchObject({ operation: 'withdrawal', outcome: 'withdrawn' });
  });

  test('the same withdrawal again, late, ends nothing that was given after it', async () => {
    await own.enrol(SOMEBODY);
    await own.consent(SOMEBODY, 'abc-bank', ['address']);
    const content = {
      purpose: 'four-items-withdrawal',
      verifier: 'fpos-test-ca',
      service: 'abc-bank',
      at: own.time(),
      nonce: own.nonce(),
    };
    const cms = own.signed(SOMEBODY, content);
    const first = await own.post('/consents/withdrawals', { cms });
    expect(first.body.state).toBe('withdrawn');
    const after = await own.consent(SOMEBODY, 'abc-bank', ['address']);
    expect(after.body.state).toBe('active');
    expect(await own.post('/consents/withdrawals', { cms })).toEqual(first);
    expect(own.ca.store.get('consent', after.body.consent)!.state).toBe('active');
  });

  test('ten years later it is over', async () => {
    await own.enrol(SOMEBODY);
    await own.consent(SOMEBODY, 'fpos-id');
    own.clock.advance(3655 * DAY);
    await own.ca.tick();
    expect([...own.ca.store.values('consent')].map(({ state }) => state)).toEqual(['expired']);
    expect(queries()).toHaveLength(0);
  });

  test.each([
    ['another verifier', { verifier: 'somebody-else' }, 'consent-service'],
    ['a service of an app that the person is not in', { service: 'clinic' }, 'consent-service'],
    ['signed an hour ago', { at: '2026-03-31T23:00:00Z' }, 'request-stale'],
    ['a purpose of another kind', { purpose: 'four-items-withdrawal' }, 'consent-malformed'],
  ])('%s: refused, and J-LIS hears nothing', async (_, change, code) => {
    await own.enrol(SOMEBODY);
    const verifier = 'fpos-test-ca';
    const content = { purpose: 'four-items-consent', verifier, service: 'fpos-id', items: ['name'] };
    const signed = { ...content, at: own.time(), nonce: own.nonce(), ...change };
    expect((await own.post('/consents', { cms: own.signed(SOMEBODY, signed) })).body.code).toBe(code);
    expect(own.jlis.audit).toHaveLength(0);
  });
});

describe('the same person', () => {
  test('app A before a marriage and a move, app B after: one person, two identifiers', async () => {
    const a = await own.enrol(SOMEBODY, 'abc-bank');
    await own.consent(SOMEBODY, 'fpos-id');
    await own.settle(DAY);
    own.jlis.happen(SOMEBODY, { type: 'change-name', family: '改姓', given: '花子' });
    move();
    reissue();
    own.clock.advance(16 * 60_000); // the CA has not looked since
    const b = await own.enrol(SOMEBODY, 'shop');
    expect(person(b).id).toBe(person(a).id);
    expect(Object.keys(person(b).pairwise)).toEqual(['abc-bank', 'shop']);
  });

  test('met again before J-LIS could tell: two records become one, and no identifier changes', async () => {
    const a = await own.enrol(SOMEBODY, 'abc-bank');
    await own.consent(SOMEBODY, 'fpos-id');
    await own.settle(DAY + 60_000);
    move();
    reissue();
    const b = await own.enrol(SOMEBODY, 'shop'); // OCSP still tells the last quarter of an hour
    expect(person(b).id).not.toBe(person(a).id);
    const told = { ...person(a).pairwise, ...person(b).pairwise };
    await own.settle();
    expect(person(b).id).toBe(person(a).id);
    expect(person(a).pairwise).toEqual(told);
    const c = await own.enrol(SOMEBODY, 'shop');
    expect(person(c).pairwise).toEqual(told);
    expect(record(b).state).toBe('revoked');
  });

  test('met again in the same app: the phone that is in force is one, the newest', async () => {
    const a = await own.enrol(SOMEBODY, 'abc-bank');
    await own.consent(SOMEBODY, 'fpos-id');
    await own.settle(DAY + 60_000);
    move();
    reissue();
    const b = await own.enrol(SOMEBODY, 'abc-bank');
    expect([record(a).state, record(b).state]).toEqual(['valid', 'valid']); // two people, as far as the CA knows
    await own.settle();
    expect(person(b).id).toBe(person(a).id);
    expect([record(a).state, record(b).state]).toEqual(['revoked', 'valid']);
    expect(record(a).revocation).toMatchObject({ ground: 'joined-elsewhere', reason: 'superseded' });
  });

  test('met again in the same app, and not accepted there: what is in force stays', async () => {
    const a = await own.enrol(SOMEBODY, 'abc-bank');
    await own.consent(SOMEBODY, 'fpos-id');
    await own.settle(DAY + 60_000);
    move();
    reissue();
    const b = await own.enrol(SOMEBODY, 'abc-bank', { accept: false });
    await own.settle();
    expect(person(b).id).toBe(person(a).id);
    expect([record(a).state, record(b).state]).toEqual(['valid', 'pending']);
    expect((await own.accept(b)).status).toBe(204);
    expect([record(a).state, record(b).state]).toEqual(['revoked', 'valid']);
  });

  test('linking two identifiers asks for a grant of the person, in force', async () => {
    const a = await own.enrol(SOMEBODY, 'abc-bank');
    await own.enrol(SOMEBODY, 'shop');
    const stranger = await own.enrol(ANOTHER, 'abc-bank');
    const grant = {
      purpose: 'share-grant',
      source: 'abc-bank',
      target: 'shop',
      items: ['points'],
      use: 'TEST',
      at: own.time(),
      expires: profileTime(new Date(own.clock.now().getTime() + DAY)),
      nonce: own.nonce(),
    };
    const link = (jws: string) => own.post('/pairwise-links', { grant: jws });
    const { pairwise } = person(a);
    expect((await link(own.jws(a, grant))).body).toEqual({
      source: pairwise['abc-bank'],
      target: pairwise.shop,
    });
    expect((await link(own.jws(stranger, grant))).body.code).toBe('person-unknown');
    expect((await link(own.jws(a, { ...grant, target: 'clinic' }))).body.code).toBe('person-unknown');
    own.clock.advance(2 * DAY);
    expect((await link(own.jws(a, grant))).body.code).toBe('grant-ended');
  });
});
