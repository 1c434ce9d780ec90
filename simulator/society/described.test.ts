/**
 * Every operation of every service, driven with what its description asks for and with what it does not: each answer is one that
 * the description has, by status, media type, schema and problem code. The description is all that the judge reads.
 */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { CA_HOST } from '../ca/index.ts';
import { createHub, HUB_HOST } from '../hub/index.ts';
import { readCms } from '../pki/index.ts';
import { profileTime } from '../profile/index.ts';
import { BANK_HOST, createBank } from '../relying-party/index.ts';
import { createWorld, virtualClock } from '../world/index.ts';
import { CONTROL_HOST, createControl } from './control/control.ts';
import { createSociety, tlsOf } from './society.ts';
import { APPS, type CaSetting, caSetting, DAY, type Phone } from './testing/ca-setting.ts';
import {
  asksFor,
  type DescribedOperation,
  faultOf,
  isOfNoOperation,
  membersOf,
  misfit,
  operationsOf,
} from './testing/description.ts';
import { fitting, noise, unfitting } from './testing/drawn-bodies.ts';
import { EXAMINER } from './verifiers.ts';

const RUNS = process.env.FPOS_HIL_LONG ? 1_000 : 16;
const OPERATIONS_HOST = 'operations.ca.test';
const CALLERS = [undefined, 'ca', APPS[0], APPS[1], EXAMINER] as const;

/** Operations that the good traffic below does not get to: of other policies, or tried elsewhere. */
const NOT_GRANTED: ReadonlyMap<string, string> = new Map([
  ['POST ca.test/applications/{application}/code', 'schemes before 2024-10: ca-lifecycle.test.ts'],
  ['POST ca.test/applications/{application}/activation', 'the other route: ca-lifecycle.test.ts'],
  ['POST operations.ca.test/inspections/{application}', 'schemes before 2023-11-21: ca-lifecycle.test.ts'],
  ['POST holder.jlis.test/withdrawals', 'the holder’s own way to J-LIS: ca-consent.test.ts'],
  ['POST holder.jlis.test/inquiries', 'as above: simulator/jlis'],
  ['GET verifier.jlis.test/report/{year}', 'a year must be over: simulator/jlis'],
  ['GET crl-sign.jlis.test/{generation}/{list}', 'lists by place: simulator/jlis'],
  ['GET crl-auth.jlis.test/{generation}/{list}', 'lists by place: simulator/jlis'],
  ['POST verifier.jlis.test/links', 'for phones: simulator/jlis'],
  ['PUT control.test/clock', 'the clock of the controlled world is not handed to it here: control.test.ts'],
]);

let own: CaSetting;
let operations: readonly DescribedOperation[];
/** What stood in the bodies of good traffic (ids, numbers, signed messages), by the member in which it stood. */
let known: ReadonlyMap<string, readonly string[]>;
let texts: readonly string[];
let certificates: ReadonlyMap<string, Uint8Array>;

/** By operation: statuses that came. */
const reached = new Map<string, Map<number, number>>();
/** OCSP requests are read whatever they are called, and so is what people send to the control interface by hand. */
const minds = ({ body, host }: DescribedOperation): boolean =>
  body?.schema !== undefined && host !== CONTROL_HOST;

const OTHER_TYPES = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''] as const;

const nameOf = ({ host, method, path }: DescribedOperation): string => `${method} ${host}${path}`;

const judge = (
  operation: DescribedOperation,
  answer: { status: number; type: string; text: string },
): void => {
  const statuses = reached.get(nameOf(operation)) ?? new Map<number, number>();
  reached.set(nameOf(operation), statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1));
  const fault = faultOf(operation, answer);
  if (fault !== undefined) throw new Error(`${nameOf(operation)}: ${fault}`);
};

/** A person's dealings with everybody, from the first tap to the last withdrawal. */
async function goodTraffic(): Promise<void> {
  const as = (operator: string) => ({ as: certificates.get(operator)! });
  const bank = await own.enrol(1, APPS[0]);
  const shop = await own.enrol(1, APPS[1]);
  await own.get(`/applications/${bank.application}`);
  await own.renew(shop);
  await own.consent(1, APPS[0]);
  await own.settle(DAY);
  own.jlis.happen(1, { type: 'move-within', address: '東京都千代田区試験町９－９－９' });
  own.jlis.happen(1, { type: 'apply-certificates', kinds: ['sign'] });
  await own.settle();
  const { body } = await own.get('/events?after=0', as(APPS[0]));
  const subject = body.events.at(-1).subject as string;
  const changed = await own.get(`/attribute-cases/${subject}`, as(APPS[0]));
  const said = { purpose: 'change-confirmation', case: subject, decision: 'confirm', at: own.time() };
  const jws = own.jws(bank, { ...said, changeSet: changed.body.changeSet });
  await own.post(`/attribute-cases/${subject}/result`, { jws }, as(APPS[0]));
  const asked = { purpose: 'notices', after: 0, at: own.time(), nonce: own.nonce() };
  await own.post('/notices', { jws: own.jws(bank, asked) });
  const ownFacts = { purpose: 'own-facts', at: own.time(), nonce: own.nonce() };
  await own.post('/facts', { jws: own.jws(bank, ownFacts) });
  await throughTheHub(bank);
  await own.withdraw(1, APPS[0]);
  const wish = { purpose: 'revocation', wish: 'stop', at: own.time(), nonce: own.nonce() };
  await own.post('/revocations', { jws: own.jws(bank, wish) });
  for (const page of ['ca.cer', 'ca.crl', 'cps.html', 'terms.txt']) await own.bytes(`/repository/${page}`);
  const record = (path: string) => ask({ host: CA_HOST, method: 'GET', path, caller: EXAMINER });
  await record('/audit/entries?after=0');
  const { inputs } = own.ca.audit.find(({ action }) => action === 'application.decide')!;
  await record(`/audit/proofs/${inputs!.signed}`);
  await ask({ host: OPERATIONS_HOST, method: 'GET', path: '/audit/head' });
  await ask({ host: OPERATIONS_HOST, method: 'POST', path: '/poll' });
  const { serial } = [...own.ca.store.values('certificate')].find(({ state }) => state === 'valid')!;
  const revocation = `/certificates/${serial}/revocation`;
  await ask({ host: OPERATIONS_HOST, method: 'POST', path: revocation, body: json({ ground: 'operator' }) });
  await ask({ host: CONTROL_HOST, method: 'POST', path: '/citizens', body: json({ number: 1 }) });
  const rules = '/citizens/1/card/rules';
  for (const body of [{ rule: 'every command takes 1 ms' }, { rule: { type: 'hang', subject: 'reset' } }])
    await ask({ host: CONTROL_HOST, method: 'POST', path: rules, body: json(body) });
  await ask({
    host: CONTROL_HOST,
    method: 'POST',
    path: '/citizens/1/card/occurrences',
    body: json({ on: 'command', code: '00B0', name: 'READ BINARY' }),
  });
  for (const path of ['/citizens/1', '/citizens/1/card', rules])
    await ask({ host: CONTROL_HOST, method: 'GET', path });
  await ask({ host: CONTROL_HOST, method: 'DELETE', path: `${rules}/1` });
}

async function throughTheHub(bank: Phone): Promise<void> {
  const { pairwise } = [...own.ca.store.values('person')].find((p) => p.pairwise[APPS[1]])!;
  const grant = own.jws(bank, {
    purpose: 'share-grant',
    source: APPS[0],
    target: APPS[1],
    items: ['income-class'],
    use: 'TEST',
    at: own.time(),
    expires: profileTime(new Date(own.clock.now().getTime() + DAY)),
    nonce: own.nonce(),
  });
  const hub = (method: string, path: string, caller?: string, body?: object) =>
    ask({ host: HUB_HOST, method, path, caller, ...(body && { body: json(body) }) });
  const { grant: id } = JSON.parse((await hub('POST', '/grants', undefined, { jws: grant })).text) as {
    grant: string;
  };
  await hub('GET', `/grants/${id}`, APPS[0]);
  const parcel = {
    grant: id,
    pairwise: pairwise[APPS[0]],
    item: 'income-class',
    use: 'TEST',
    value: 'TEST 3',
  };
  await hub('POST', '/data', APPS[0], parcel);
  await hub('GET', '/data', APPS[1]);
  const attribute = new Uint8Array(Buffer.from(bank.issued.attributeCertificate!, 'base64'));
  const said = { purpose: 'share-withdrawal', grant: id, at: own.time() };
  const jws = own.jws({ ...bank, certificate: attribute }, said);
  await hub('POST', `/grants/${id}/withdrawal`, undefined, { jws });
}

const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

interface Sent {
  readonly host: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly caller?: string | undefined;
  readonly type?: string;
  readonly body?: Uint8Array;
}

async function ask({ host, method, path, caller, type = 'application/json', body }: Sent) {
  const certificate = caller === undefined ? undefined : certificates.get(caller);
  const response = await own.world.network.fetchAs('rig', certificate && { clientCertificate: certificate })(
    `https://${host}${path}`,
    { method, ...(body && { headers: { 'content-type': type }, body }) },
  );
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
  };
}

beforeAll(async () => {
  own = caSetting();
  const { network } = own.world;
  const tls = tlsOf(own.world);
  certificates = new Map(['ca', ...APPS, EXAMINER].map((name) => [name, tls.client(name).certificate]));
  const caAnchors = [own.ca.certificate];
  const members = APPS.map((appId) => ({
    appId,
    clientCertificate: certificates.get(appId)!,
  }));
  const fetch = network.fetchAs('hub');
  const bankFetch = network.fetchAs('relying-party', { clientCertificate: certificates.get(APPS[0])! });
  network.serve(
    HUB_HOST,
    'hub',
    createHub({ clock: own.clock, fetch, caUrl: 'http://ca.test', caAnchors, members }).handler,
  );
  network.serve(
    BANK_HOST,
    'relying-party',
    createBank({ ...own.world, caAnchors, caUrl: 'https://ca.test', fetch: bankFetch }).handler,
  );
  network.serve(OPERATIONS_HOST, 'ca', own.ca.operations);
  const another = createWorld({ seed: 'controlled', clock: virtualClock() });
  const control = createControl({ society: await createSociety(another) });
  network.serve(CONTROL_HOST, 'rig', control);
  const described = await Promise.all(
    network.hosts.map(async (host) =>
      operationsOf(host, JSON.parse((await ask({ host, method: 'GET', path: '/openapi.json' })).text)),
    ),
  );
  operations = described.flat();
  await goodTraffic();
  known = textsOf(own.world.recorder.observations);
  texts = [...new Set([...known.values()].flat())];
});

/** Every text and number in the bodies that went to and fro. */
function textsOf(observations: CaSetting['world']['recorder']['observations']): typeof known {
  const found = new Map<string, Set<string>>();
  const walk = (value: unknown, member: string): void => {
    if (typeof value === 'object' && value !== null)
      for (const [name, one] of Object.entries(value)) walk(one, Array.isArray(value) ? member : name);
    else found.set(member, (found.get(member) ?? new Set()).add(String(value)));
  };
  for (const o of observations)
    if (o.kind === 'http')
      for (const body of [o.request, o.response])
        if (body?.type.includes('json')) walk(JSON.parse(body.text!), '');
  return new Map([...found].map(([name, values]) => [name, [...values]]));
}

const template = (path: string): RegExp =>
  new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`.replace('/ocsp/[^/]+', '/ocsp/.+'));

const operationFor = (host: string, method: string, path: string): DescribedOperation | undefined => {
  const fits = operations.filter(
    (o) => o.host === host && o.method === method && template(o.path).test(path),
  );
  // The one that names the path outright comes before the one with a parameter.
  return fits.find((o) => !o.path.includes('{')) ?? fits[0];
};

test('good traffic is answered as described', () => {
  for (const o of own.world.recorder.observations) {
    if (o.kind !== 'http' || o.status === undefined) continue;
    const url = new URL(o.url);
    if (url.pathname === '/openapi.json') continue;
    const operation = operationFor(url.hostname, o.method, url.pathname);
    if (!operation) throw new Error(`${o.method} ${o.url} is described nowhere`);
    judge(operation, { status: o.status, type: o.response?.type ?? '', text: o.response?.text ?? '' });
  }
});

/** What is signed in this member: the payload of a JWS, the content of CMS. */
function signedIn(member: string, value: string): unknown {
  const bytes =
    member === 'cms'
      ? readCms(Buffer.from(value, 'base64')).content
      : Buffer.from(value.split('.')[1]!, 'base64url');
  return JSON.parse(new TextDecoder().decode(bytes));
}

/** Members in which something signed travels; an identifier of the same name is short. */
const SIGNED = ['cms', 'jws', 'receipt', 'grant', 'answer'];
const isLong = ({ maxLength }: { readonly maxLength?: unknown }): boolean => Number(maxLength) > 1_000;

test('whatever is signed and handed in has its schema in the description, and good traffic fits it', () => {
  const without = operations.flatMap((operation) =>
    operation.method !== 'POST'
      ? []
      : membersOf(operation).flatMap(([member, schema]) =>
          SIGNED.includes(member) && isLong(schema) && !('x-signed' in schema)
            ? [`${nameOf(operation)}: ${member}`]
            : [],
        ),
  );
  expect(without).toEqual([]);
  const purposes = new Set<string>();
  for (const o of own.world.recorder.observations) {
    if (o.kind !== 'http' || o.method !== 'POST' || !o.status || o.status >= 300) continue;
    const url = new URL(o.url);
    const operation = operationFor(url.hostname, o.method, url.pathname);
    if (!operation || !o.request?.type.includes('json')) continue;
    const body = JSON.parse(o.request.text!) as Record<string, string>;
    for (const [member, schema] of membersOf(operation)) {
      const named = schema['x-signed'];
      if (named === undefined || body[member] === undefined) continue;
      const said = signedIn(member, body[member]) as { purpose?: string };
      purposes.add(said.purpose ?? 'application');
      expect(misfit(named, operation.components, said), `${nameOf(operation)}: ${member}`).toBeUndefined();
      // A schema that takes everything would tell nothing.
      const other = { ...said, purpose: 'another' };
      expect(misfit(named, operation.components, other), nameOf(operation)).toBeDefined();
    }
  }
  expect(purposes.size).toBeGreaterThan(10);
});

/** One segment of a path: mostly what stood under this name before. */
const segment = (name: string): fc.Arbitrary<string> => {
  const met = known.get(name) ?? [];
  const free = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' });
  const drawn = met.length > 0 ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...met) }, free) : free;
  return drawn.map((one) => (/^\.{1,2}$/.test(one) ? `${one}x` : encodeURIComponent(one)));
};

const pathOf = (path: string): fc.Arbitrary<string> => {
  const parts = path.split(/\{\w+\}/);
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  return fc
    .tuple(...names.map(segment))
    .map((drawn) => parts.map((part, i) => part + (drawn[i] ?? '')).join(''));
};

interface Drawn {
  readonly path: string;
  readonly caller: string | undefined;
  readonly body: DrawnBody | undefined;
  /** Media type of the body: mostly that of the description. */
  readonly type: string | undefined;
}

/** Told by its beginning: some are large. */
class DrawnBody {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
  [fc.toStringMethod](): string {
    return `${this.bytes.length} bytes: ${Buffer.from(this.bytes).toString('utf8', 0, 300)}`;
  }
}

function requestTo(operation: DescribedOperation): fc.Arbitrary<Drawn> {
  const { body, path, method } = operation;
  const told = (bytes: Uint8Array) => new DrawnBody(bytes);
  const bodies =
    method === 'GET'
      ? fc.constant(undefined)
      : body?.schema
        ? fc.oneof(
            { weight: 5, arbitrary: fitting(body.schema, texts).map(json).map(told) },
            { weight: 3, arbitrary: unfitting(body.schema, texts).map(json).map(told) },
            { weight: 1, arbitrary: noise.map(told) },
          )
        : noise.map(told);
  const type = body
    ? fc.oneof({ weight: 6, arbitrary: fc.constant(body.type) }, fc.constantFrom(...OTHER_TYPES))
    : fc.constant(undefined);
  return fc.record({ path: pathOf(path), caller: fc.constantFrom(...CALLERS), body: bodies, type });
}

/** A name in a path may be that of another operation. */
const isItself = (operation: DescribedOperation, path: string): boolean =>
  operationFor(operation.host, operation.method, path) === operation;

test(
  `each operation, ${RUNS} times`,
  async () => {
    for (const operation of operations) {
      const { host, method, body } = operation;
      await fc.assert(
        fc.asyncProperty(requestTo(operation), async (drawn) => {
          const { path, caller } = drawn;
          if (!isItself(operation, path)) return;
          const answer = await ask({
            host,
            method,
            path,
            caller,
            ...(drawn.type !== undefined && { type: drawn.type }),
            ...(drawn.body && { body: drawn.body.bytes }),
          });
          judge(operation, answer);
          // Unread: whatever else may be wrong with it.
          if (minds(operation) && drawn.type !== body!.type && answer.status !== 415)
            throw new Error(`${nameOf(operation)}: took ${drawn.type} for ${body?.type}`);
          if (drawn.body && answer.status < 400 && !asksFor(operation, drawn.body.bytes))
            throw new Error(`${nameOf(operation)}: took what does not fit: ${answer.text.slice(0, 80)}`);
        }),
        { numRuns: RUNS, seed: 7 },
      );
    }
    const answers = [...reached.values()].flatMap((statuses) => [...statuses.values()]);
    const sum = answers.reduce((total, times) => total + times);
    console.log(`${operations.length} operations, ${sum} answers, all as described`);
    // Each was granted something, or says why not: else it was never really tried. And what takes a body refused one.
    const names = operations.map(nameOf);
    const came = (name: string, wanted: (status: number) => boolean) =>
      [...(reached.get(name)?.keys() ?? [])].some(wanted);
    const granted = (name: string) => came(name, (status) => status < 300);
    const refused = (name: string) => came(name, (status) => status >= 400);
    // Dealings with the bank are in its own tests.
    const travelled = operations.filter(({ host }) => host !== BANK_HOST).map(nameOf);
    expect(travelled.filter((name) => !granted(name) && !NOT_GRANTED.has(name))).toEqual([]);
    expect([...NOT_GRANTED.keys()].filter((name) => !names.includes(name))).toEqual([]);
    const taking = operations.filter(({ body }) => body);
    expect(taking.map(nameOf).filter((name) => !refused(name))).toEqual([]);
    const ofOtherType = (name: string) => came(name, (status) => status === 415);
    expect(
      taking
        .filter(minds)
        .map(nameOf)
        .filter((name) => !ofOtherType(name)),
    ).toEqual([]);
  },
  60_000 + RUNS * 2_000,
);

test('what no operation has is refused as that', async () => {
  const wrong = operations.flatMap(({ host, path }) =>
    ['DELETE', 'PATCH']
      .filter((method) => !operations.some((o) => o.host === host && o.path === path && o.method === method))
      .map((method) => ({ host, method, path: path.replace(/\{\w+\}/g, 'x') })),
  );
  const nowhere = [...new Set(operations.map(({ host }) => host))]
    .map((host) => ({ host, method: 'GET', path: '/no-such-place' }))
    .filter(({ host, path }) => !operationFor(host, 'GET', path));
  for (const sent of [...wrong, ...nowhere])
    expect({ ...sent, of: isOfNoOperation(await ask(sent)) }).toEqual({ ...sent, of: true });
});
