import { beforeAll, describe, expect, test } from 'vitest';
import { AID_JPKI, selectAid, selectEf } from '../../apdu/index.ts';
import { readCardText } from '../../card/index.ts';
import { DESK_EVENT_TYPES, JLIS_HOSTS } from '../../jlis/index.ts';
import { readCertificate, readCrl } from '../../pki/index.ts';
import { createWorld, type Handler, type VirtualClock, virtualClock } from '../../world/index.ts';
import { createSociety, FAULT_TYPES, insert, type Society } from '../index.ts';
import { createControl } from './control.ts';

const CRL_URL = `http://${JLIS_HOSTS.crlSign}/full.crl`;

let clock: VirtualClock;
let society: Society;
let control: Handler;
beforeAll(async () => {
  clock = virtualClock();
  society = await createSociety(createWorld({ seed: 1, clock }));
  control = createControl({ society, clock });
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
    const { status, json } = await ask('PUT', '/clock', { advanceMs: 1 }, createControl({ society }));
    expect([status, json.code]).toEqual([409, 'clock-not-pinned']);
    expect(json.title).toContain('--at');
  });
});

describe('faults', () => {
  const reach = () =>
    society.world.network
      .fetchAs('rig')(CRL_URL)
      .then(
        (r) => r.status,
        () => 'unreachable',
      );
  const told = async () => (await ask('GET', '/faults')).json.hosts.crlSign;

  test('a host goes off the network and comes back', async () => {
    await ask('PUT', '/faults', { host: 'crlSign', reachable: false });
    expect(await reach()).toBe('unreachable');
    expect((await told()).reachable).toBe(false);
    await ask('PUT', '/faults', { host: 'crlSign', reachable: true });
    expect(await reach()).toBe(200);
  });

  test('are set, told with what is left of them, and ended', async () => {
    const faults = [
      { type: 'status', next: 2 },
      { type: 'slow', ms: 5 },
    ];
    expect((await ask('PUT', '/faults', { host: 'crlSign', faults })).status).toBe(204);
    expect(await told()).toMatchObject({
      host: JLIS_HOSTS.crlSign,
      reachable: true,
      faults: [
        { type: 'status', status: 500, next: 2, left: 2 },
        { type: 'slow', ms: 5 },
      ],
    });
    expect([await reach(), await reach(), await reach()]).toEqual([500, 500, 200]);
    expect((await told()).faults).toEqual([{ type: 'slow', ms: 5 }]);
    await ask('PUT', '/faults', { host: 'crlSign', faults: [] });
    expect((await told()).faults).toEqual([]);
  });

  test('each host tells which it can have', async () => {
    const { json } = await ask('GET', '/faults');
    const can = Object.fromEntries(
      Object.entries<{ can: string[] }>(json.hosts).map(([name, host]) => [
        name,
        ['stale', 'clock-off', 'wrong-key', 'wrong-nonce']
          .filter((type) => host.can.includes(type))
          .join(' '),
      ]),
    );
    expect(can).toEqual({
      jlis: '',
      ocspSign: 'stale clock-off wrong-key wrong-nonce',
      ocspAuth: 'stale clock-off wrong-key wrong-nonce',
      crlSign: 'stale clock-off wrong-key',
      crlAuth: 'stale clock-off wrong-key',
      verifier: 'clock-off',
      holder: 'clock-off',
      ca: 'stale clock-off wrong-key wrong-nonce',
      bank: 'clock-off',
      hub: 'clock-off',
    });
    expect(json.hosts.bank.cannot).toMatchObject({ 'wrong-key': expect.stringMatching(/no signature/) });
    const refused = await ask('PUT', '/faults', { host: 'jlis', faults: [{ type: 'stale', ms: 1 }] });
    expect(refused).toMatchObject({ status: 400, json: { code: 'request-malformed' } });
    expect(refused.json.detail).toMatch(
      /jlis cannot have the fault stale: it tells addresses.*It can have: slow,/,
    );
  });
});

describe('events', () => {
  test('a move: the register, the end of the certificate, and what did not end', async () => {
    const address = '見本県架空市見本町９丁目９番９号';
    const before = (await ask('GET', '/citizens/11')).json;
    expect(before).toMatchObject({ number: 11, status: 'resident', card: { state: 'in-use' }, consents: [] });
    expect(before.certificates.map((c: { kind: string; alive: boolean }) => [c.kind, c.alive])).toEqual([
      ['sign', true],
      ['auth', true],
    ]);
    const { status, json } = await ask('POST', '/events', { type: 'move-within', citizen: 11, address });
    expect(status).toBe(200);
    const [sign] = before.certificates;
    expect(json).toMatchObject({
      at: clock.now().toISOString(),
      recorded: [{ kind: 'sign', carrier: 'card', serial: sign.serial, reason: 'affiliationChanged' }],
      issued: [],
    });
    const after = (await ask('GET', '/citizens/11')).json;
    expect(after.items.address).toBe(address);
    expect(after.certificates.map((c: { kind: string; alive: boolean }) => [c.kind, c.alive])).toEqual([
      ['sign', false],
      ['auth', true],
    ]);
    expect(after.certificates[0].lost).toMatchObject({ reason: 'affiliationChanged' });
    // The newest certificate is told, whatever became of it; and the items as they are now.
    expect((await ask('POST', '/citizens', { number: 11 })).json).toMatchObject({
      items: { address },
      serials: { sign: sign.serial },
    });
  });

  test('new certificates are told from then on, and are on the card that is handed out', async () => {
    const renewed = await ask('POST', '/events', {
      type: 'apply-certificates',
      citizen: 11,
      kinds: ['sign'],
    });
    expect(renewed.json).toMatchObject({ issued: [{ kind: 'sign' }], card: 'written' });
    const { json } = await ask('POST', '/citizens', { number: 11 });
    expect(json.serials.sign).toBe(renewed.json.issued[0].serial);
    const card = await ask('GET', '/citizens/11/card');
    const { data } = readCardText('card', JSON.stringify(card.json));
    const content = Buffer.from(json.certificates.sign, 'base64');
    expect(data).toEqual(society.jlis.cardOf(11)!.data);
    expect(society.jlis.cardOf(11)!.signCert).toEqual(new Uint8Array(content));
  });

  test('what cannot happen is refused with its reason, and nothing is changed', async () => {
    const before = (await ask('GET', '/citizens/12')).json;
    const refused = await ask('POST', '/events', { type: 'find-card', citizen: 12 });
    expect(refused).toMatchObject({ status: 409, json: { code: 'event-impossible' } });
    expect(refused.json.detail).toMatch(/^card-not-stopped: /);
    expect((await ask('GET', '/citizens/12')).json).toEqual(before);
  });

  test('a card of another profile, until something happens', async () => {
    const { json } = await ask('GET', '/citizens/13/card?profile=jpki-only');
    expect(json).toMatchObject({ format: 'fpos-hil virtual card', profile: 'jpki-only' });
    expect((await ask('GET', '/citizens/13/card?profile=none')).json.detail).toContain('jpki-only');
    await ask('POST', '/events', { type: 'lose-card', citizen: 13 });
    const late = await ask('GET', '/citizens/13/card?profile=default');
    expect(late).toMatchObject({ status: 409, json: { code: 'event-impossible' } });
    expect((await ask('GET', '/citizens/13/card')).status).toBe(200);
    await ask('POST', '/events', { type: 'return-card', citizen: 13 });
    expect(await ask('GET', '/citizens/13/card')).toMatchObject({ status: 404, json: { code: 'not-found' } });
  });

  test('looking keeps nobody', async () => {
    const number = 120_000_000;
    const once = (await ask('GET', `/citizens/${number}`)).json;
    expect((await ask('GET', `/citizens/${number}`)).json).toEqual(once);
    for (const none of ['0', '120000001', 'x', '1.5', '01', '999999999999'])
      expect(await ask('GET', `/citizens/${none}`)).toMatchObject({ status: 400 });
  });
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
  ['PUT', '/faults', { host: 'bank' }],
  ['PUT', '/faults', { host: 'bank', faults: [{ type: 'slow' }] }],
  ['PUT', '/faults', { host: 'bank', faults: [{ type: 'down', next: 0 }] }],
  ['PUT', '/faults', { host: 'bank', faults: [], reachable: true }],
];

test.each(MALFORMED)('%s %s %j is refused', async (method, path, body) => {
  expect(await ask(method, path, body)).toMatchObject({ status: 400, json: { code: 'request-malformed' } });
});

test('its OpenAPI names the operations and the hosts', async () => {
  const { json } = await ask('GET', '/openapi.json');
  expect(Object.entries<object>(json.paths).map(([path, ops]) => `${Object.keys(ops)} ${path}`)).toEqual([
    'post /citizens',
    'get /citizens/{number}',
    'get /citizens/{number}/card',
    'get,post /citizens/{number}/card/rules',
    'delete /citizens/{number}/card/rules/{id}',
    'post /citizens/{number}/card/occurrences',
    'post /events',
    'get,put /clock',
    'put,get /faults',
    'post /rounds',
    'get /requests',
  ]);
  for (const type of DESK_EVENT_TYPES) expect(JSON.stringify(json.paths['/events'])).toContain(`"${type}"`);
  for (const type of FAULT_TYPES) expect(JSON.stringify(json.paths['/faults'])).toContain(`"${type}"`);
  expect(JSON.stringify(json.paths['/faults'])).toContain('ocspSign');
});

describe('rules for the card of a citizen', () => {
  const rules = '/citizens/5/card/rules';

  test('are added as text and JSON, listed, counted, removed', async () => {
    expect(await ask('GET', rules)).toEqual({ status: 200, json: { rules: [] } });
    const first = await ask('POST', rules, { rule: 'the next two READ BINARY of EF 0001 answer 6F00' });
    const text = 'the next 2 READ BINARY of EF 0001 answers 6F00';
    const rule = { type: 'answer', subject: 'READ BINARY', file: '0001', next: 2, rapdu: '6F00' };
    expect(first).toEqual({ status: 200, json: { id: 1, text, rule, fired: 0, left: 2 } });
    expect((await ask('POST', rules, { rule: { type: 'hang', subject: 'reset' } })).json.text).toBe(
      'every reset hangs',
    );

    const happens = { on: 'command', code: '00B0', name: 'READ BINARY', fid: '0001' };
    const asked = await ask('POST', '/citizens/5/card/occurrences', happens);
    expect(asked.json.effects).toEqual([{ ...rule, draw: [expect.any(Number), expect.any(Number)] }]);
    expect((await ask('POST', '/citizens/6/card/occurrences', happens)).json.effects).toEqual([]);
    expect(
      (await ask('GET', rules)).json.rules.map(
        ({ id, fired, left }: { id: number; fired: number; left?: number }) => [id, fired, left],
      ),
    ).toEqual([
      [1, 1, 1],
      [2, 0, undefined],
    ]);
    expect(await ask('DELETE', `${rules}/2`)).toEqual({ status: 204, json: undefined });
    expect((await ask('DELETE', `${rules}/2`)).status).toBe(404);
    expect((await ask('GET', rules)).json.rules).toHaveLength(1);
  });

  test('hold in a reader of the same process', async () => {
    const citizen = society.citizen(7);
    const reader = society.cardRules.reader(7, insert(society.card(citizen)));
    expect(
      (await ask('POST', '/citizens/7/card/rules', { rule: 'the 2nd command finds citizen 8' })).status,
    ).toBe(200);
    await ask('POST', '/citizens/7/card/rules', { rule: 'the 3rd command takes 5000 ms' });
    const before = clock.now().getTime();
    await reader.connect();
    expect(await reader.transmit(selectAid(AID_JPKI))).toEqual(Uint8Array.of(0x90, 0x00));
    // The other card stands at power-up: no application is selected there.
    expect(await reader.transmit(selectEf(0x000a))).toEqual(Uint8Array.of(0x6a, 0x82));
    await reader.transmit(selectAid(AID_JPKI));
    expect(clock.now().getTime() - before).toBe(5000);
    await reader.disconnect();
  });

  test.each([
    [{ rule: 'the next READ BINARY wobbles' }, /ERR_RULE_TEXT: .*at 22: "wobbles"/],
    [{ rule: { type: 'hang', subject: 'wobble' } }, /subject|rule/],
    [{ rule: 'every insertion finds library-card' }, /ERR_RULE_CARD/],
  ])('%j is refused, and nothing is added', async (body, says) => {
    const before = (await ask('GET', rules)).json;
    const { status, json } = await ask('POST', rules, body);
    expect(status).toBe(400);
    expect(json.detail).toMatch(says);
    expect((await ask('GET', rules)).json).toEqual(before);
  });
});
