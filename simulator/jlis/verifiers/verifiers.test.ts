import { beforeEach, describe, expect, test } from 'vitest';
import type { FourItem } from '../../profile/index.ts';
import { JLIS_HOSTS } from '../index.ts';
import { DAY, MINUTE, type Setting, SOMEBODY, setting } from '../testing/setting.ts';

const CA = Uint8Array.of(1, 2, 3);
const LOGIN = Uint8Array.of(4, 5, 6);
const OTHER = Uint8Array.of(7, 8, 9);

let own: Setting;
beforeEach(() => {
  own = setting();
  registered(own);
});

function registered({ jlis }: Setting): void {
  jlis.registerVerifier({ id: 'ca', kinds: ['sign'], services: ['bank', 'shop'], clientCertificate: CA });
  jlis.registerVerifier({ id: 'login', kinds: ['auth'], services: [], clientCertificate: LOGIN });
  jlis.registerVerifier({
    id: 'both',
    kinds: ['sign', 'auth'],
    services: ['bank'],
    clientCertificate: OTHER,
  });
}

const time = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;
const consentTo = (items: readonly FourItem[], service = 'bank', verifier = 'ca') => ({
  purpose: 'four-items-consent',
  verifier,
  service,
  items,
  at: time(own.clock.now()),
  nonce: own.nonce(),
});
const withdrawalOf = (service = 'bank', verifier = 'ca') => ({
  purpose: 'four-items-withdrawal',
  verifier,
  service,
  at: time(own.clock.now()),
  nonce: own.nonce(),
});
const inquiry = () => ({ purpose: 'four-items-inquiry', at: time(own.clock.now()), nonce: own.nonce() });

const give = (items: readonly FourItem[] = ['name', 'address'], service?: string) =>
  own.ask('/consents', own.signed(consentTo(items, service)), { as: CA });
const serial = (carrier: 'card' | 'phone' = 'card') => String(own.newest('sign', carrier)!.serial);
const latest = (number = serial(), service = 'bank', as = CA) =>
  own.ask('/four-items', { service, serial: number }, { as }) as Promise<Record<string, unknown>>;
const outcome = async (...args: Parameters<typeof latest>) =>
  (await latest(...args)).outcome ?? (await latest(...args));
const holder = { host: JLIS_HOSTS.holder } as const;

describe('consent', () => {
  test('is kept for ten years from the next day on, and the same words give the same record', async () => {
    const message = own.signed(consentTo(['name', 'address']));
    const record = await own.ask('/consents', message, { as: CA });
    expect(record).toEqual({
      consent: expect.stringMatching(/^[0-9a-f]{32}$/),
      verifier: 'ca',
      service: 'bank',
      items: ['name', 'address'],
      state: 'not-yet',
      from: '2026-04-01T15:00:00Z',
      to: '2036-04-01T14:59:59Z',
    });
    own.clock.advance(DAY);
    // Also when the certificate that signed it is dead by then.
    own.jlis.happen(SOMEBODY, { type: 'request-revocation', kinds: ['sign'] });
    expect(await own.ask('/consents', message, { as: CA })).toEqual({
      ...(record as object),
      state: 'active',
    });
  });

  test.each(['2028-02-28T14:00:00Z', '2028-02-29T14:00:00Z'])('across 29 February: %s', async (at) => {
    own.goTo(at);
    own.jlis.happen(SOMEBODY, { type: 'reissue-card' });
    expect(await give()).toMatchObject({
      from: at.replace('T14', 'T15'),
      to: '2038-02-28T14:59:59Z',
    });
  });

  test('starts with the day of receipt if the knob says so', async () => {
    own = setting('2026-04-02', { knobs: { consentStart: 'receipt' } });
    registered(own);
    const yesterday = { ...consentTo(['name']), at: '2026-04-01T14:00:00Z' };
    expect(await own.ask('/consents', own.signed(yesterday), { as: CA })).toMatchObject({
      state: 'active',
      from: '2026-04-01T15:00:00Z',
    });
  });

  test('by the phone too', async () => {
    own.jlis.happen(SOMEBODY, { type: 'apply-phone', phone: 'a' });
    const message = own.signed(consentTo(['name']), { carrier: 'phone' });
    expect(await own.ask('/consents', message, { as: CA })).toMatchObject({ state: 'not-yet' });
  });

  test('is refused when anything about it is wrong', async () => {
    const content = consentTo(['name']);
    const good = own.signed(content);
    const bytes = Buffer.from(good.cms, 'base64');
    bytes[bytes.length - 1]! ^= 1;
    const cases: readonly [unknown, string][] = [
      [await own.ask('/consents', good), 'verifier-unknown'],
      [await own.ask('/consents', good, { as: Uint8Array.of(9) }), 'verifier-unknown'],
      [await own.ask('/consents', good, { as: OTHER }), 'message-other-verifier'],
      [
        await own.ask('/consents', { cms: bytes.toString('base64') }, { as: CA }),
        'message-signature-invalid',
      ],
      [await own.ask('/consents', { cms: 'AAAA' }, { as: CA }), 'message-malformed'],
      [await own.ask('/consents', { cms: '!' }, { as: CA }), 'request-malformed'],
      [await own.ask('/consents', own.signed({ ...content, items: [] }), { as: CA }), 'message-malformed'],
      [await own.ask('/consents', own.signed(withdrawalOf()), { as: CA }), 'message-malformed'],
      [
        await own.ask('/consents', own.signed(consentTo(['name'], 'club')), { as: CA }),
        'verifier-not-permitted',
      ],
      [
        await own.ask('/consents', own.signed(content, { kind: 'auth' }), { as: CA }),
        'message-signer-unknown',
      ],
      [
        await own.ask('/consents', own.signed({ ...content, at: '2026-03-30T23:59:59Z' }), { as: CA }),
        'message-stale',
      ],
      [
        await own.ask('/consents', own.signed({ ...content, at: '2026-04-01T00:06:00Z' }), { as: CA }),
        'message-stale',
      ],
    ];
    for (const [answer, code] of cases) expect(answer).toBe(code);
    expect(
      await own.ask('/consents', own.signed({ ...content, at: '2026-03-31T00:00:00Z' }), { as: CA }),
    ).toMatchObject({ state: 'not-yet' });
  });

  test('of a certificate of another J-LIS, a dead one, a held one', async () => {
    const stranger = setting('2026-04-01', { keys: 'drawn' });
    expect(await own.ask('/consents', stranger.signed(consentTo(['name'])), { as: CA })).toBe(
      'message-signer-unknown',
    );
    const before = own.signed(consentTo(['name']));
    own.jlis.happen(SOMEBODY, { type: 'lose-card' });
    expect(await own.ask('/consents', before, { as: CA })).toBe('message-signer-dead');
    own.goTo('2026-04-02');
    const after = setting();
    registered(after);
    after.jlis.happen(SOMEBODY, { type: 'move-within', address: '別' });
    expect(await after.ask('/consents', after.signed(consentTo(['name'])), { as: CA })).toBe(
      'message-signer-dead',
    );
  });

  test('handed in again after a withdrawal does not come to life; an older one held back is not taken', async () => {
    const [first, heldBack] = [own.signed(consentTo(['name'])), own.signed(consentTo(['name']))];
    await own.ask('/consents', first, { as: CA });
    own.clock.advance(MINUTE);
    await own.ask('/withdrawals', own.signed(withdrawalOf()), holder);
    expect(await own.ask('/consents', first, { as: CA })).toMatchObject({ state: 'withdrawn' });
    expect(await own.ask('/consents', heldBack, { as: CA })).toBe('message-stale');
    expect(await give(['address'])).toMatchObject({ state: 'not-yet' });
  });
});

describe('withdrawal', () => {
  test('at the verifier or at J-LIS counts at once; the other services go on', async () => {
    await give(['name'], 'bank');
    await give(['name'], 'shop');
    own.goTo('2026-04-02');
    expect(await own.ask('/withdrawals', own.signed(withdrawalOf('bank')), { as: OTHER })).toBe(
      'message-other-verifier',
    );
    expect(await own.ask('/withdrawals', own.signed(withdrawalOf('bank')), { as: CA })).toMatchObject({
      consents: [{ service: 'bank', state: 'withdrawn' }],
    });
    expect([await outcome(serial(), 'bank'), await outcome(serial(), 'shop')]).toEqual([
      'CONSENT_WITHDRAWN',
      'NO_NEWER',
    ]);
    expect(await own.ask('/withdrawals', own.signed(withdrawalOf('shop')), holder)).toMatchObject({
      consents: [{ service: 'shop', state: 'withdrawn' }],
    });
    expect(await own.ask('/withdrawals', own.signed(withdrawalOf('club')), holder)).toBe('consent-unknown');
    expect(await own.ask('/withdrawals', own.signed(withdrawalOf('shop'), { kind: 'auth' }), holder)).toBe(
      'message-signer-unknown',
    );
  });

  test('is not told to anybody: the verifier polls', async () => {
    const poll = (query: string, as = CA) => own.ask(`/withdrawals?${query}`, undefined, { as });
    await give(['name'], 'bank');
    expect(await poll('service=bank')).toEqual({ withdrawn: [] });
    own.goTo('2026-04-02');
    await own.ask('/withdrawals', own.signed(withdrawalOf('bank')), holder);
    expect(await poll('service=bank')).toEqual({
      withdrawn: [{ consent: expect.any(String), service: 'bank', withdrawnAt: '2026-04-02T00:00:00Z' }],
    });
    expect(await poll('service=bank&since=2026-04-02T00:00:01Z')).toEqual({ withdrawn: [] });
    expect(await poll('service=shop')).toEqual({ withdrawn: [] });
    expect(await poll('service=bank', OTHER)).toEqual({ withdrawn: [] });
    expect([await poll(''), await poll('service=bank&since=tomorrow'), await poll('service=club')]).toEqual([
      'request-malformed',
      'request-malformed',
      'verifier-not-permitted',
    ]);
  });
});

test('an inquiry tells the holder, and only the holder', async () => {
  await give(['name'], 'bank');
  own.goTo('2026-04-02');
  await give(['name', 'birth'], 'shop');
  for (const kind of ['auth', 'sign'] as const)
    expect(await own.ask('/inquiries', own.signed(inquiry(), { kind }), holder)).toMatchObject({
      consents: [
        { service: 'bank', state: 'active' },
        { service: 'shop', state: 'not-yet', items: ['name', 'birth'] },
      ],
    });
  own.jlis.happen(4, { type: 'update-card' });
  expect(await own.ask('/inquiries', own.signed(inquiry(), { citizen: 4, kind: 'auth' }), holder)).toEqual({
    consents: [],
  });
  expect(await own.ask('/inquiries', own.signed(withdrawalOf()), holder)).toBe('message-malformed');
  expect(await own.ask('/inquiries', undefined, holder)).toBe('method-not-allowed');
});

describe('the latest four items', () => {
  test('through the life of a consent', async () => {
    expect(await outcome('12345')).toBe('UNKNOWN_CERTIFICATE');
    expect(await outcome()).toBe('NO_CONSENT');
    await give(['name', 'address']);
    expect(await outcome()).toBe('CONSENT_NOT_YET');
    own.goTo('2026-04-02');
    expect(await latest()).toEqual({ outcome: 'NO_NEWER', feeYen: 0 });
    const known = serial();
    own.jlis.happen(SOMEBODY, { type: 'move-within', address: '東京都見本市髙町１－２' });
    expect(await latest(known)).toEqual({ outcome: 'NOT_REISSUED', feeYen: 0 });
    own.clock.advance(MINUTE);
    own.jlis.happen(SOMEBODY, { type: 'apply-certificates', kinds: ['sign'] });
    const { name } = own.jlis.person(SOMEBODY).entry;
    expect(await latest(known)).toEqual({
      outcome: 'DELIVERED',
      items: {
        name,
        nameFlags: '0'.repeat(name.length),
        address: '東京都見本市高町１－２',
        addressFlags: '00000010000',
      },
      serial: serial(),
      asOf: '2026-04-02T00:01:00Z',
      feeYen: 20,
    });
    expect(await outcome(serial())).toBe('NO_NEWER');
    own.jlis.endService('ca', 'bank', '2026-04-30');
    own.goTo('2026-04-30T23:59:59+09:00');
    expect(await outcome(known)).toBe('DELIVERED');
    own.goTo('2026-05-01T00:00:00+09:00');
    expect(await outcome(known)).toBe('SERVICE_STOPPED');
  });

  test('only for the service that was consented to, and only to the verifier that it was given to', async () => {
    await give(['name'], 'bank');
    own.goTo('2026-04-02');
    expect(await outcome(serial(), 'shop')).toBe('NO_CONSENT');
    expect(await outcome(serial(), 'bank', OTHER)).toBe('NO_CONSENT');
    expect(await latest(serial(), 'club')).toBe('verifier-not-permitted');
    expect(await latest(serial(), 'bank', LOGIN)).toBe('verifier-not-permitted');
    expect(await own.ask('/four-items', { service: 'bank', serial: serial() })).toBe('verifier-unknown');
  });

  test('a certificate that ended is a ground to ask as well; a consent ends after ten years', async () => {
    own.goTo('2027-04-01');
    await give(['birth', 'gender']);
    const known = serial();
    own.clock.set(new Date(own.newest('sign')!.notAfter.getTime() + 1));
    expect(await outcome(known)).toBe('NOT_REISSUED');
    own.jlis.happen(SOMEBODY, { type: 'reissue-card' });
    const { birth, gender } = own.jlis.person(SOMEBODY).entry;
    expect(await latest(known)).toMatchObject({ outcome: 'DELIVERED', items: { birth, gender } });
    own.goTo('2037-04-01T23:59:59+09:00');
    expect(await outcome(known)).not.toBe('CONSENT_EXPIRED');
    own.goTo('2037-04-02T00:00:00+09:00');
    expect(await outcome(known)).toBe('CONSENT_EXPIRED');
  });

  test('of the same carrier only', async () => {
    own.jlis.happen(SOMEBODY, { type: 'apply-phone', phone: 'a' });
    await give(['name']);
    own.goTo('2026-04-02');
    const phone = serial('phone');
    own.jlis.happen(SOMEBODY, { type: 'give-up-phone' });
    expect(await outcome(phone)).toBe('NOT_REISSUED');
    own.jlis.happen(SOMEBODY, { type: 'apply-phone', phone: 'b' });
    expect(await latest(phone)).toMatchObject({ outcome: 'DELIVERED', serial: serial('phone') });
  });

  test('the dead are like those who did not apply again', async () => {
    await give(['name']);
    own.goTo('2026-04-02');
    own.jlis.happen(SOMEBODY, { type: 'die' });
    expect(await latest()).toEqual({ outcome: 'NOT_REISSUED', feeYen: 0 });
  });

  test('readings are told from 2026-05-26 on, with the name', async () => {
    await give(['name']);
    const known = serial();
    own.goTo('2026-05-25');
    own.jlis.happen(SOMEBODY, { type: 'reissue-card' });
    expect((await latest(known)).items).not.toHaveProperty('nameKana');
    own.goTo('2026-05-26');
    own.jlis.happen(SOMEBODY, { type: 'reissue-card' });
    expect((await latest(known)).items).toHaveProperty('nameKana');
  });

  test('a birthday of which parts are unknown comes as its nine digits', async () => {
    await give(['birth']);
    const known = serial();
    own.goTo('2026-04-02');
    own.jlis.happen(SOMEBODY, { type: 'correct-birth', birth: '1948-04-00' });
    own.jlis.happen(SOMEBODY, { type: 'apply-certificates', kinds: ['sign'] });
    expect(await latest(known)).toMatchObject({ items: { birth: '319480400' } });
  });

  test('of several consents the newest that is active counts', async () => {
    await give(['name', 'address']);
    own.goTo('2026-04-02');
    const known = serial();
    await give(['gender']);
    own.jlis.happen(SOMEBODY, { type: 'reissue-card' });
    expect(Object.keys((await latest(known)).items as object)).toContain('address');
    own.goTo('2026-04-03');
    expect(Object.keys((await latest(known)).items as object)).toEqual(['gender']);
  });
});

describe('links', () => {
  type End = { kind: 'sign' | 'auth'; carrier: 'card' | 'phone' };
  const link = (from: End, to: End, as: Uint8Array) =>
    own.ask(
      '/links',
      { from: { kind: from.kind, serial: String(own.newest(from.kind, from.carrier)!.serial) }, to },
      { as },
    );
  const end = (text: string): End => {
    const [carrier, kind] = text.split(' ') as [End['carrier'], End['kind']];
    return { kind, carrier };
  };
  const ENDS = ['card sign', 'card auth', 'phone sign', 'phone auth'];
  // 公的個人認証法 18条4項, 18条5項, 37条3項; nothing else.
  const IN_LAW: Readonly<Record<string, readonly string[]>> = {
    'card sign > phone sign': ['ca', 'both'],
    'phone sign > card sign': ['ca', 'both'],
    'card auth > card sign': ['both'],
    'card auth > phone auth': ['login', 'both'],
    'phone auth > card auth': ['login', 'both'],
  };
  const CALLERS = { ca: CA, login: LOGIN, both: OTHER } as const;

  test.each(ENDS.flatMap((from) => ENDS.map((to) => [from, to] as const)))('%s > %s', async (from, to) => {
    own.jlis.happen(SOMEBODY, { type: 'apply-phone', phone: 'a' });
    for (const [name, as] of Object.entries(CALLERS)) {
      const answer = await link(end(from), end(to), as);
      const { kind, carrier } = end(to);
      if (IN_LAW[`${from} > ${to}`]?.includes(name))
        expect(answer).toEqual({ outcome: 'FOUND', serial: String(own.newest(kind, carrier)!.serial) });
      else expect(['link-not-in-law', 'verifier-not-permitted']).toContain(answer);
    }
  });

  test('numbers whose validity has not elapsed, revoked or not; the newest of several', async () => {
    const [sign, auth] = [end('card sign'), end('card auth')];
    const first = own.newest('sign')!;
    own.jlis.happen(SOMEBODY, { type: 'request-revocation', kinds: ['sign'] });
    expect(await link(auth, sign, OTHER)).toEqual({ outcome: 'FOUND', serial: String(first.serial) });
    own.jlis.happen(SOMEBODY, { type: 'apply-certificates', kinds: ['sign'] });
    expect(await link(auth, sign, OTHER)).toEqual({ outcome: 'FOUND', serial: serial() });
    expect(await link(sign, end('phone sign'), CA)).toEqual({ outcome: 'NONE' });
    const { notAfter } = own.newest('sign')!;
    own.clock.set(new Date(notAfter.getTime() + 1));
    expect(await link(auth, sign, OTHER)).toEqual({ outcome: 'NONE' });
    own.clock.set(new Date(notAfter.getTime() + 10 * 366 * DAY));
    expect(await link(auth, sign, OTHER)).toEqual({ outcome: 'OUT_OF_RETENTION' });
    expect(await own.ask('/links', { from: { kind: 'auth', serial: '1' }, to: sign }, { as: OTHER })).toEqual(
      {
        outcome: 'UNKNOWN_CERTIFICATE',
      },
    );
  });
});

describe('the record of queries', () => {
  test('who asked what and how it ended, nobody’s items or numbers', async () => {
    await give(['name']);
    own.goTo('2026-04-02');
    const known = serial();
    own.jlis.happen(SOMEBODY, { type: 'reissue-card' });
    await latest(known);
    await own.ask('/four-items', { service: 'bank', serial: known }, { as: Uint8Array.of(1) });
    await own.ask('/withdrawals', own.signed(withdrawalOf()), holder);
    expect(
      own.jlis.audit.map(({ who, operation, outcome: o, feeYen }) => [who, operation, o, feeYen]),
    ).toEqual([
      ['ca', 'consent', 'not-yet', 0],
      ['ca', 'four-items', 'DELIVERED', 20],
      [undefined, 'four-items', 'verifier-unknown', 0],
      ['holder', 'withdrawal', 'withdrawn', 0],
    ]);
    const text = JSON.stringify(own.jlis.audit);
    const { name } = own.jlis.person(SOMEBODY).entry;
    expect(text).not.toContain(name);
    expect(text).not.toContain(known);
  });

  test('becomes a yearly report by the calendar of Japan', async () => {
    own = setting('2026-12-31T23:59:00+09:00');
    registered(own);
    await outcome();
    own.goTo('2027-01-01T00:00:00+09:00');
    await latest();
    expect(await own.ask('/report/2026', undefined, { as: CA })).toEqual({
      year: 2026,
      verifiers: [
        { verifier: 'both', counts: [], feeYen: 0 },
        { verifier: 'ca', counts: [{ operation: 'four-items', outcome: 'NO_CONSENT', count: 1 }], feeYen: 0 },
        { verifier: 'login', counts: [], feeYen: 0 },
      ],
    });
    expect(await own.ask('/report/all', undefined, { as: CA })).toBe('request-malformed');
    expect(await own.ask('/report/2026')).toBe('verifier-unknown');
  });
});

describe('registration', () => {
  test('another certificate replaces the former; one certificate is one verifier', async () => {
    own.jlis.registerVerifier({
      id: 'ca',
      kinds: ['sign'],
      services: ['bank'],
      clientCertificate: Uint8Array.of(5),
    });
    expect(await latest()).toBe('verifier-unknown');
    expect(await outcome(serial(), 'bank', Uint8Array.of(5))).toBe('NO_CONSENT');
    expect(() =>
      own.jlis.registerVerifier({ id: 'thief', kinds: ['sign'], services: [], clientCertificate: OTHER }),
    ).toThrow(/both/);
  });

  test('the page about the interface is free; a header of one’s own is no certificate', async () => {
    expect(await own.ask('/openapi.json')).toMatchObject({ openapi: '3.1.0' });
    const response = await own.world.network.fetchAs('rig')(`https://${JLIS_HOSTS.verifier}/report/2026`, {
      headers: { 'client-cert': `:${Buffer.from(CA).toString('base64')}:` },
    });
    expect(response.status).toBe(403);
  });

  test('with the knob, OCSP and CRL too are for registered callers', async () => {
    own = setting('2026-04-01', { knobs: { registeredCallersOnly: true } });
    registered(own);
    const list = (as?: Uint8Array) =>
      own.world.network
        .fetchAs(
          'rig',
          as && { clientCertificate: as },
        )(`https://${JLIS_HOSTS.crlSign}/full.crl`)
        .then(({ status }) => status);
    expect([await list(), await list(CA)]).toEqual([403, 200]);
  });
});
