/** Every fault at every host of a world: it happens and is noticed, or it is refused with the reason. */
import { beforeEach, describe, expect, test } from 'vitest';
import { defectsOnPurpose } from '../../../testing/defects-on-purpose.ts';
import { CA_URI, DEFAULT_POLICY } from '../../ca/index.ts';
import { signedMessage } from '../../jlis/index.ts';
import {
  buildOcspRequest,
  type Certificate,
  certId,
  readCertificate,
  readCrl,
  readOcspResponse,
  verifyCrl,
  verifyOcspResponse,
} from '../../pki/index.ts';
import { loginChallenge, profileTime, sha256Hex } from '../../profile/index.ts';
import { BANK_ORIGIN } from '../../relying-party/index.ts';
import { createWorld, type VirtualClock, virtualClock, type World } from '../../world/index.ts';
import { createHolders, type Holders, type Phone } from '../holders.ts';
import {
  BANK_URL,
  CA_URL,
  createSociety,
  FAULT_TYPES,
  type FaultInput,
  HOSTS,
  insert,
  type Society,
  VERIFIER_URL,
  willingUser,
} from '../index.ts';

defectsOnPurpose('faults: a CA that signs by another key, or says what was true once');

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let clock: VirtualClock;
let world: World;
let society: Society;
beforeEach(async () => {
  clock = virtualClock(new Date('2026-04-01T10:07:00+09:00'));
  world = createWorld({ seed: 11, clock });
  society = await createSociety(world);
});

const outcome = <T>(work: Promise<T>): Promise<T | string> =>
  work.catch((error: Error) => `${error.name}: ${error.message}`);
const BROKEN = /^TypeError: (fetch failed|terminated)/;

/** As small as a fault can be said. */
const LEAST: Readonly<Record<string, object>> = {
  slow: { ms: 1_000 },
  stale: { ms: HOUR },
  'clock-off': { ms: HOUR },
};
const least = (type: string): FaultInput => ({ type, ...LEAST[type] }) as FaultInput;

test('each fault can be set at each host, or is refused with the reason', () => {
  for (const host of Object.keys(HOSTS)) {
    for (const type of FAULT_TYPES) {
      const because = society.faults.cannot(host)[type];
      expect([host, type, society.faults.typesOf(host).includes(type)]).toEqual([host, type, !because]);
      const set = () => society.faults.set(host, [least(type)]);
      if (because === undefined) {
        expect(set).not.toThrow();
        continue;
      }
      expect(because.length).toBeGreaterThan(15);
      const message = expect.stringContaining(because);
      expect(set).toThrow(expect.objectContaining({ code: 'ERR_FAULT', message }));
    }
  }
});

const ON_THE_WAY: readonly (readonly [FaultInput, string | RegExp])[] = [
  [{ type: 'slow', ms: 4_000 }, '200, whole'],
  [{ type: 'down' }, BROKEN],
  [{ type: 'lost' }, BROKEN],
  [{ type: 'status', status: 503 }, '503, whole'],
  [{ type: 'replayed' }, '200, whole'],
  [{ type: 'cut' }, BROKEN],
  [{ type: 'cut', announced: 'cut' }, '200, part'],
];

test.each(Object.entries(HOSTS))('on the way to %s', async (name, host) => {
  const ask = async (): Promise<string> => {
    const answer = await world.network.fetchAs('library')(`https://${host}/openapi.json`);
    return `${answer.status}, ${(await answer.text()).endsWith('}') ? 'whole' : 'part'}`;
  };
  expect(await ask()).toBe('200, whole');
  for (const [fault, noticed] of ON_THE_WAY) {
    society.faults.set(name, [fault]);
    const before = clock.now().getTime();
    const seen = await outcome(ask());
    if (typeof noticed === 'string') expect([fault, seen]).toEqual([fault, noticed]);
    else expect(seen).toMatch(noticed);
    expect(clock.now().getTime() - before).toBe(fault.type === 'slow' ? fault.ms : 0);
    const last = world.recorder.observations.findLast((o) => o.kind === 'http');
    expect(last?.kind === 'http' && last.tampered).toMatch(`fault: ${fault.type}`);
    society.faults.clear();
    expect(await ask()).toBe('200, whole');
  }
});

describe('the CA', () => {
  let holders: Holders;
  let phone: Phone;
  let issuerCert: Certificate;
  let cert: Certificate;
  const NONCE = Uint8Array.from({ length: 16 }, (_, i) => i);
  beforeEach(async () => {
    holders = createHolders(world, society.jlis, { appId: 'abc-bank' });
    phone = await holders.enrol(1);
    cert = readCertificate(phone.certificate);
    issuerCert = readCertificate(society.caAnchors[0]!);
  });

  async function ocsp(get = false): Promise<string> {
    const asked = certId(issuerCert.der, cert.serial, 'sha256');
    const body = buildOcspRequest({ certIds: [asked], nonce: NONCE });
    const fetch = world.network.fetchAs('library');
    const answer = get
      ? await fetch(`${CA_URI.ocsp}/${encodeURIComponent(Buffer.from(body).toString('base64'))}`)
      : await fetch(CA_URI.ocsp, {
          method: 'POST',
          headers: { 'content-type': 'application/ocsp-request' },
          body,
        });
    const response = readOcspResponse(new Uint8Array(await answer.arrayBuffer()));
    const verdict = verifyOcspResponse({
      response,
      issuerCert,
      certId: asked,
      nonce: NONCE,
      now: clock.now(),
    });
    return verdict.ok ? verdict.status : verdict.why;
  }

  async function list(): Promise<string> {
    const answer = await world.network.fetchAs('library')(CA_URI.crl);
    const crl = readCrl(new Uint8Array(await answer.arrayBuffer()));
    const verdict = verifyCrl({ crl, issuerCert, now: clock.now() });
    if (!verdict.ok) return verdict.why;
    return crl.entries.has(cert.serial) ? 'revoked' : 'not listed';
  }

  const enrol = async (): Promise<string> => {
    const chip = insert(society.card(society.citizen(2)));
    const own = society.phone({ name: 'own', chip, ui: willingUser('ABC123') });
    const result = await own.enrol({ appId: 'abc-bank', ca: CA_URL });
    return result.state === 'done' ? 'done' : result.code;
  };

  test.each([false, true])('another nonce, by GET: %s', async (get) => {
    expect(await ocsp(get)).toBe('good');
    society.faults.set('ca', [{ type: 'wrong-nonce', next: 1 }]);
    expect(await list()).toBe('not listed'); // no OCSP: not used up
    expect(await ocsp(get)).toBe('nonce');
    expect(await ocsp(get)).toBe('good');
  });

  test('another key: of status and of certificates, while all that is not signed stays as it is', async () => {
    society.faults.set('ca', [{ type: 'wrong-key' }]);
    expect([await ocsp(), await ocsp(true), await list()]).toEqual(['signature', 'signature', 'signature']);
    expect(await enrol()).toBe('certificate-unacceptable');
    society.faults.clear();
    expect([await ocsp(), await list(), await enrol()]).toEqual(['good', 'not listed', 'done']);
    society.faults.set('ca', [{ type: 'wrong-key', next: 1 }]);
    expect((await world.network.fetchAs('library')(`${CA_URL}/repository/ca.cer`)).status).toBe(200);
    expect([await ocsp(), await ocsp()]).toEqual(['signature', 'good']);
  });

  test('stale: what was revoked since is good, until the answer itself is too old', async () => {
    clock.advance(HOUR);
    const wish = {
      purpose: 'revocation',
      certificate: sha256Hex(phone.certificate),
      wish: 'stop',
      nonce: holders.nonce(),
      at: holders.time(),
    };
    expect((await holders.post('/revocations', { jws: holders.jws(phone, wish) })).status).toBe(200);
    expect([await ocsp(), await list()]).toEqual(['revoked', 'revoked']);
    clock.advance(2 * MINUTE);
    society.faults.set('ca', [{ type: 'stale', ms: 3 * MINUTE }]);
    expect([await ocsp(), await list()]).toEqual(['good', 'not listed']);
    society.faults.set('ca', [{ type: 'stale', ms: HOUR }]);
    expect(await ocsp()).toBe('stale');
    society.faults.set('ca', [{ type: 'stale', ms: 30 * DAY }]);
    expect([await ocsp(), await list()]).toEqual(['stale', 'stale']);
    expect(await enrol()).toBe('done'); // what it does is of now
    society.faults.clear();
    expect([await ocsp(), await list()]).toEqual(['revoked', 'revoked']);
  });

  test('its clock', async () => {
    society.faults.set('ca', [{ type: 'clock-off', ms: 20 * MINUTE }]);
    expect(await ocsp()).toBe('from-the-future');
    society.faults.set('ca', [{ type: 'clock-off', ms: -30 * MINUTE }]);
    expect(await ocsp()).toBe('stale');
  });
});

describe('J-LIS for verifiers and holders', () => {
  const FORWARD = '/consents';
  /** What a card signs now, handed in by the CA, or by the person. */
  async function handIn(purpose: 'four-items-consent' | 'four-items-inquiry'): Promise<string> {
    const card = society.card(society.citizen(1));
    const common = { at: profileTime(clock.now()), nonce: world.chance.id(16) };
    const content =
      purpose === 'four-items-inquiry'
        ? { purpose, ...common }
        : { purpose, verifier: DEFAULT_POLICY.verifierId, service: 'abc-bank', items: ['name'], ...common };
    const cms = signedMessage(card, 'sign', content, clock.now());
    const fetch = world.network.fetchAs('ca', { clientCertificate: society.clients.ca.certificate });
    const url =
      purpose === 'four-items-inquiry' ? `https://${HOSTS.holder}/inquiries` : `${VERIFIER_URL}${FORWARD}`;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ cms }),
    });
    const { code } = (await answer.json()) as { code?: string };
    return code ?? String(answer.status);
  }

  test.each([
    ['verifier', 'four-items-consent'],
    ['holder', 'four-items-inquiry'],
  ] as const)('the clock of %s', async (host, purpose) => {
    clock.advance(HOUR); // before its issue a certificate signs nothing
    expect(await handIn(purpose)).toBe('200');
    society.faults.set(host, [{ type: 'clock-off', ms: -10 * MINUTE }]);
    expect(await handIn(purpose)).toBe('message-stale');
    society.faults.set(host, [{ type: 'clock-off', ms: 2 * DAY }]);
    expect(await handIn(purpose)).toBe('message-stale');
    society.faults.clear();
    expect(await handIn(purpose)).toBe('200');
  });

  test('an old answer again, whatever is handed in', async () => {
    expect(await handIn('four-items-consent')).toBe('200');
    society.faults.set('verifier', [{ type: 'replayed' }]);
    const before = world.recorder.observations.length;
    expect(await handIn('four-items-consent')).toBe('200');
    const [first, again] = [before - 1, world.recorder.observations.length - 1].map((at) => {
      const seen = world.recorder.observations[at]!;
      return seen.kind === 'http' ? seen.response?.text : undefined;
    });
    expect(again).toBe(first);
  });
});

describe('the bank', () => {
  const post = (path: string, body?: object) =>
    world.network.fetchAs('library')(`${BANK_URL}${path}`, {
      method: 'POST',
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  const login = async (): Promise<string> => {
    const chip = insert(society.card(society.citizen(1)));
    const phone = society.phone({ name: 'a', chip, ui: willingUser('ABC123') });
    await phone.enrol({ appId: 'abc-bank', ca: CA_URL });
    const challenge = loginChallenge.parse(await (await post('/login/challenges')).json());
    const answered = await phone.login(challenge, { appId: 'abc-bank', origin: BANK_ORIGIN });
    if (answered.state !== 'done') return answered.code;
    const answer = await post('/login/answers', { answer: answered.answer });
    const { code, state } = (await answer.json()) as { code?: string; state?: string };
    return code ?? state ?? 'nothing';
  };

  test('its clock', async () => {
    expect(await login()).toBe('logged-in');
    society.faults.set('bank', [{ type: 'clock-off', ms: 5 * MINUTE, path: '/login/answers' }]);
    expect(await login()).toBe('challenge-expired');
    society.faults.set('bank', [{ type: 'clock-off', ms: 6 * 365 * DAY }]);
    expect(await login()).toBe('certificate-expired');
    society.faults.clear();
    expect(await login()).toBe('logged-in');
  });

  test('an old challenge again', async () => {
    expect(await login()).toBe('logged-in');
    society.faults.set('bank', [{ type: 'replayed', path: '/login/challenges' }]);
    expect(await login()).toBe('challenge-used');
  });
});
