/** Each fault, as our own reader of status notices it, in a world whose clock only moves when told. */
import { beforeEach, describe, expect, test } from 'vitest';
import { defectsOnPurpose } from '../../../testing/defects-on-purpose.ts';
import { JLIS_HOSTS } from '../../jlis/index.ts';
import {
  buildOcspRequest,
  certId,
  pointsAt,
  readCertificate,
  readCrl,
  readOcspResponse,
  verifyCrl,
  verifyOcspResponse,
} from '../../pki/index.ts';
import { issued, loginChallenge } from '../../profile/index.ts';
import { BANK_ORIGIN } from '../../relying-party/index.ts';
import { createWorld, type Handler, type VirtualClock, virtualClock, type World } from '../../world/index.ts';
import {
  BANK_URL,
  CA_URL,
  createSociety,
  type FaultInput,
  insert,
  type Society,
  willingUser,
} from '../index.ts';
import { actingClock } from './acting-clock.ts';

defectsOnPurpose('faults: answers that are stale, replayed, signed by the wrong key, cut');

const MINUTE = 60_000;
const DAY = 86_400_000;
const OCSP_URL = `http://${JLIS_HOSTS.ocspSign}/`;
const CRL_URL = `http://${JLIS_HOSTS.crlSign}/full.crl`;
const NONCE = Uint8Array.from({ length: 16 }, (_, i) => i);

let clock: VirtualClock;
let world: World;
let society: Society;
beforeEach(async () => {
  clock = virtualClock(new Date('2026-04-01T10:07:00+09:00'));
  world = createWorld({ seed: 7, clock });
  society = await createSociety(world);
});

const lastTampered = (): string | undefined => {
  const last = world.recorder.observations.findLast((o) => o.kind === 'http');
  return last?.kind === 'http' ? last.tampered : undefined;
};

const bytesOf = async (response: Response): Promise<Uint8Array> =>
  new Uint8Array(await response.arrayBuffer());

function subject() {
  const cert = readCertificate(society.card(society.citizen(1)).signCert!);
  const issuerCert = society.jlis.anchors.sign.map(readCertificate).find((ca) => pointsAt(cert.aki, ca))!;
  return { cert, issuerCert, asked: certId(issuerCert.der, cert.serial, 'sha256') };
}

/** What somebody who checks everything concludes from OCSP. */
async function ocspVerdict({ get = false } = {}): Promise<string> {
  const { issuerCert, asked } = subject();
  const request = buildOcspRequest({ certIds: [asked], nonce: NONCE });
  const fetch = world.network.fetchAs('ca');
  const answer = get
    ? await fetch(`${OCSP_URL}${encodeURIComponent(Buffer.from(request).toString('base64'))}`)
    : await fetch(OCSP_URL, { method: 'POST', body: request });
  if (answer.status !== 200) return `HTTP ${answer.status}`;
  const response = readOcspResponse(await bytesOf(answer));
  const verdict = verifyOcspResponse({ response, issuerCert, certId: asked, nonce: NONCE, now: clock.now() });
  return verdict.ok ? verdict.status : verdict.why;
}

async function crlVerdict(): Promise<string> {
  const { issuerCert, cert } = subject();
  const crl = readCrl(await bytesOf(await world.network.fetchAs('ca')(CRL_URL)));
  const newest = readCertificate(society.jlis.anchors.sign.at(-1)!);
  const verdict = verifyCrl({ crl, issuerCert: newest, now: clock.now() });
  if (!verdict.ok) return verdict.why;
  expect(issuerCert.der).toEqual(newest.der);
  return crl.entries.has(cert.serial) ? 'revoked' : 'not listed';
}

const outcome = (verdict: Promise<string>): Promise<string> =>
  verdict.catch((error: Error) => `${error.name}: ${error.message}`);

const BROKEN = /^TypeError: (fetch failed|terminated)/;

// What an OCSP client that checks everything says, and what happened on the way.
const OCSP: readonly (readonly [FaultInput, string | RegExp, string])[] = [
  [{ type: 'slow', ms: 30_000 }, 'good', 'fault: slow ms=30000'],
  [{ type: 'down' }, BROKEN, 'fault: down'],
  [{ type: 'lost' }, BROKEN, 'fault: lost'],
  [{ type: 'status' }, 'HTTP 500', 'fault: status status=500'],
  [{ type: 'status', status: 429 }, 'HTTP 429', 'fault: status status=429'],
  [{ type: 'stale', ms: 15 * MINUTE }, 'stale', 'fault: stale ms=900000'],
  [{ type: 'replayed' }, 'nonce', 'fault: replayed'],
  [{ type: 'wrong-key' }, 'signature', 'fault: wrong-key'],
  [{ type: 'clock-off', ms: 20 * MINUTE }, 'from-the-future', 'fault: clock-off ms=1200000'],
  [{ type: 'clock-off', ms: -30 * MINUTE }, 'stale', 'fault: clock-off ms=-1800000'],
  [{ type: 'cut' }, BROKEN, 'fault: cut announced=whole'],
  [{ type: 'cut', bytes: 0 }, BROKEN, 'fault: cut bytes=0 announced=whole'],
  [{ type: 'cut', bytes: 40, announced: 'cut' }, /^DecodeError/, 'fault: cut bytes=40 announced=cut'],
  [{ type: 'wrong-nonce' }, 'nonce', 'fault: wrong-nonce'],
];

describe('OCSP', () => {
  test.each(OCSP)('%j: %s', async (fault, noticed, says) => {
    expect(await ocspVerdict()).toBe('good');
    expect(lastTampered()).toBeUndefined();
    if (fault.type === 'replayed') {
      // The answer to another nonce is what a replay gives.
      const { asked } = subject();
      const body = buildOcspRequest({ certIds: [asked], nonce: NONCE.slice().reverse() });
      await world.network.fetchAs('ca')(OCSP_URL, { method: 'POST', body });
    }
    society.faults.set('ocspSign', [fault]);
    const seen = await outcome(ocspVerdict());
    if (typeof noticed === 'string') expect(seen).toBe(noticed);
    else expect(seen).toMatch(noticed);
    expect(lastTampered()).toBe(says);
    expect(await outcome(ocspVerdict())).toBe(seen); // from now on
    society.faults.set('ocspSign', []);
    expect(await ocspVerdict()).toBe('good');
    expect(lastTampered()).toBeUndefined();
  });

  test('by GET too', async () => {
    society.faults.set('ocspSign', [{ type: 'wrong-nonce' }]);
    expect(await ocspVerdict({ get: true })).toBe('nonce');
    society.faults.set('ocspSign', [{ type: 'wrong-key' }]);
    expect(await ocspVerdict({ get: true })).toBe('signature');
    society.faults.clear();
    expect(await ocspVerdict({ get: true })).toBe('good');
  });

  test('what is stale does not know what was recorded since; a clock that is off does', async () => {
    clock.advance(DAY);
    society.jlis.revoke('sign', society.citizen(1), 'keyCompromise');
    clock.advance(20 * MINUTE);
    expect(await ocspVerdict()).toBe('revoked');
    const statusIn = async (): Promise<string> => {
      const { asked } = subject();
      const body = buildOcspRequest({ certIds: [asked] });
      const answer = await world.network.fetchAs('ca')(OCSP_URL, { method: 'POST', body });
      const response = readOcspResponse(await bytesOf(answer));
      if (response.status !== 'successful') return response.status;
      const [single] = response.responses;
      return `${single!.status} of ${single!.thisUpdate.toISOString()}, made ${response.producedAt.toISOString()}`;
    };
    // 10:27 on the second of April, in Japan.
    expect(await statusIn()).toBe('revoked of 2026-04-02T01:15:00.000Z, made 2026-04-02T01:27:00.000Z');
    society.faults.set('ocspSign', [{ type: 'stale', ms: 30 * MINUTE }]);
    expect(await statusIn()).toBe('good of 2026-04-02T00:45:00.000Z, made 2026-04-02T00:57:00.000Z');
    society.faults.set('ocspSign', [{ type: 'clock-off', ms: -30 * MINUTE }]);
    expect(await statusIn()).toBe('revoked of 2026-04-02T00:45:00.000Z, made 2026-04-02T00:57:00.000Z');
    society.faults.set('ocspSign', [{ type: 'clock-off', ms: 30 * MINUTE }]);
    expect(await statusIn()).toBe('revoked of 2026-04-02T01:45:00.000Z, made 2026-04-02T01:57:00.000Z');
    society.faults.clear();
    expect(await statusIn()).toBe('revoked of 2026-04-02T01:15:00.000Z, made 2026-04-02T01:27:00.000Z');
  });

  test('the wrong key leaves nothing behind: neither a kept answer nor a responder that it certified', async () => {
    society.faults.set('ocspSign', [{ type: 'wrong-key' }]);
    expect(await ocspVerdict()).toBe('signature');
    society.faults.clear();
    clock.advance(400 * DAY); // another certificate of the responder
    society.faults.set('ocspSign', [{ type: 'wrong-key', next: 1 }]);
    expect(await ocspVerdict()).toBe('signature');
    expect(await ocspVerdict()).toBe('good');
  });
});

describe('CRL', () => {
  const CRL: readonly (readonly [FaultInput, string | RegExp])[] = [
    [{ type: 'slow', ms: 1 }, 'revoked'],
    [{ type: 'down' }, BROKEN],
    [{ type: 'status', status: 404 }, /^DecodeError/],
    [{ type: 'stale', ms: DAY }, 'not listed'],
    [{ type: 'stale', ms: 4 * DAY }, 'stale'],
    [{ type: 'wrong-key' }, 'signature'],
    [{ type: 'clock-off', ms: 2 * DAY }, 'from-the-future'],
    [{ type: 'clock-off', ms: -DAY }, 'revoked'],
    [{ type: 'cut', announced: 'cut' }, /^DecodeError/],
    [{ type: 'cut' }, BROKEN],
  ];
  test.each(CRL)('%j: %s', async (fault, noticed) => {
    clock.advance(10 * DAY);
    society.jlis.revoke('sign', society.citizen(1), 'keyCompromise');
    expect(await crlVerdict()).toBe('not listed');
    clock.advance(DAY);
    expect(await crlVerdict()).toBe('revoked');
    society.faults.set('crlSign', [fault]);
    const seen = await outcome(crlVerdict());
    if (typeof noticed === 'string') expect(seen).toBe(noticed);
    else expect(seen).toMatch(noticed);
    expect(lastTampered()).toMatch(/^fault: /);
    society.faults.clear();
    expect(await crlVerdict()).toBe('revoked');
  });

  test('the last list, replayed, hides what was revoked since', async () => {
    expect(await crlVerdict()).toBe('not listed');
    society.faults.set('crlSign', [{ type: 'replayed' }]);
    society.jlis.revoke('sign', society.citizen(1), 'keyCompromise');
    clock.advance(DAY);
    expect(await crlVerdict()).toBe('not listed');
    society.faults.clear();
    expect(await crlVerdict()).toBe('revoked');
  });

  test('each CA of J-LIS has faults of its own', async () => {
    society.faults.set('crlAuth', [{ type: 'down' }]);
    society.faults.set('ocspAuth', [{ type: 'wrong-key' }]);
    expect([await crlVerdict(), await ocspVerdict()]).toEqual(['not listed', 'good']);
  });
});

describe('rules', () => {
  /** One letter for each of so many answers: f for a fault, . for none. */
  async function pattern(count: number): Promise<string> {
    let text = '';
    for (let i = 0; i < count; i++) {
      await outcome(ocspVerdict());
      text += lastTampered() === undefined ? '.' : 'f';
    }
    return text;
  }

  test('the next so many answers', async () => {
    society.faults.set('ocspSign', [{ type: 'down', next: 2 }]);
    expect(society.faults.of('ocspSign')).toEqual([{ type: 'down', next: 2, left: 2 }]);
    expect(await pattern(1)).toBe('f');
    expect(society.faults.of('ocspSign')).toEqual([{ type: 'down', next: 2, left: 1 }]);
    expect(await pattern(3)).toBe('f..');
    expect(society.faults.of('ocspSign')).toEqual([]);
  });

  test('one answer in so many, by chance from the seed', async () => {
    society.faults.set('ocspSign', [{ type: 'wrong-nonce', oneIn: 3 }]);
    const first = await pattern(40);
    expect(first.match(/f/g)!.length).toBeGreaterThan(5);
    expect(first.match(/f/g)!.length).toBeLessThan(25);
    society.faults.set('ocspSign', [{ type: 'wrong-nonce', oneIn: 3 }]);
    expect(await pattern(40)).toBe(first);
    society.faults.set('ocspSign', [{ type: 'wrong-nonce', oneIn: 3, next: 2 }]);
    expect((await pattern(40)).match(/f/g)).toHaveLength(2);
  });

  test('several at once, each with its own rule; what makes no difference is not used up', async () => {
    society.faults.set('ocspSign', [
      { type: 'slow', ms: 1_000 },
      { type: 'wrong-nonce', next: 1 },
      { type: 'stale', ms: 3_600_000, next: 2 },
    ]);
    const before = clock.now().getTime();
    const { asked } = subject();
    const body = buildOcspRequest({ certIds: [asked] }); // no nonce
    await world.network.fetchAs('ca')(OCSP_URL, { method: 'POST', body });
    expect(lastTampered()).toBe('fault: slow ms=1000; fault: stale ms=3600000');
    expect(await ocspVerdict()).toBe('nonce');
    expect(lastTampered()).toBe('fault: slow ms=1000; fault: wrong-nonce; fault: stale ms=3600000');
    expect(await ocspVerdict()).toBe('good');
    expect(clock.now().getTime() - before).toBe(3_000);
  });

  test('only where the path begins so', async () => {
    society.faults.set('crlSign', [{ type: 'status', status: 503, path: '/gen' }]);
    expect(await crlVerdict()).toBe('not listed');
    const { status } = await world.network.fetchAs('ca')(`http://${JLIS_HOSTS.crlSign}/gen3/full.crl`);
    expect(status).toBe(503);
  });

  test.each([
    ['nobody', [{ type: 'down' }], /no host "nobody"/, /ocspSign/],
    ['crlSign', [{ type: 'wrong-nonce' }], /crlSign cannot have the fault wrong-nonce/, /clock-off/],
    ['bank', [{ type: 'stale', ms: 1 }], /bank cannot have the fault stale/, /clock-off/],
    ['ocspSign', [{ type: 'slow' }], /ocspSign: \/ms: /, /docs/],
    ['ocspSign', [{ type: 'slow', ms: 0 }], /ocspSign: \/ms: /, /docs/],
    ['ocspSign', [{ type: 'clock-off', ms: 0 }], /ocspSign: \/ms: not 0/, /docs/],
    ['ocspSign', [{ type: 'broken' }], /ocspSign: \/type: /, /docs/],
    ['ocspSign', [{ type: 'down', untilMonday: true }], /Unrecognized key/, /docs/],
  ])('%s: %j is refused, and nothing is changed', async (name, faults, message, hint) => {
    society.faults.set('ocspSign', [{ type: 'status', status: 502 }]);
    const refused = () => society.faults.set(name, faults as FaultInput[]);
    expect(refused).toThrow(message);
    expect(refused).toThrow(
      expect.objectContaining({ code: 'ERR_FAULT', hint: expect.stringMatching(hint) }),
    );
    expect(await ocspVerdict()).toBe('HTTP 502');
  });
});

describe('CA and bank', () => {
  const enrol = (name = 'a') => {
    const chip = insert(society.card(society.citizen(1)));
    return society.phone({ name, chip, ui: willingUser('ABC123') }).enrol({ appId: 'abc-bank', ca: CA_URL });
  };
  const issuedAt = async (): Promise<string> => {
    const before = world.recorder.observations.length;
    const outcome = await enrol();
    // A library does not take what is not valid yet: what the CA said stands in the observations.
    const said = world.recorder.observations.slice(before).flatMap((o) => {
      const text = o.kind === 'http' && o.to === 'ca' ? o.response?.text : undefined;
      return text ? [issued.safeParse(JSON.parse(text)).data?.certificate] : [];
    });
    const certificate = said.find((der) => der !== undefined);
    if (certificate) return readCertificate(Buffer.from(certificate, 'base64')).notBefore.toISOString();
    return outcome.state === 'done' ? outcome.state : outcome.code;
  };

  test('the clock of the CA is off while it answers, and J-LIS, asked by it, is right', async () => {
    expect(await issuedAt()).toBe('2026-04-01T01:07:00.000Z');
    society.faults.set('ca', [{ type: 'clock-off', ms: 60_000 }]);
    expect(await issuedAt()).toBe('2026-04-01T01:08:00.000Z');
    const status = world.recorder.observations.findLast((o) => o.kind === 'http' && o.to === 'jlis');
    if (status?.kind !== 'http') throw new Error('nobody asked J-LIS');
    const response = readOcspResponse(Buffer.from(status.response!.base64!, 'base64'));
    expect(response).toMatchObject({ producedAt: new Date('2026-04-01T01:07:00Z') });
    society.faults.clear();
    expect(await issuedAt()).toBe('2026-04-01T01:07:00.000Z');
  });

  test('a CA that is ahead of J-LIS finds its answers stale', async () => {
    society.faults.set('ca', [{ type: 'clock-off', ms: 3_600_000 }]);
    expect(await issuedAt()).toBe('jpki-status-unavailable');
  });

  test('only the request that the fault is about sees the wrong clock, however many are in hand', async () => {
    const seen: string[] = [];
    const off = actingClock(clock);
    const { promise: both, resolve } = Promise.withResolvers<void>();
    let waiting = 0;
    const handler: Handler = async () => {
      waiting += 1;
      if (waiting === 2) resolve();
      await both;
      seen.push(off.now().toISOString());
      return new Response();
    };
    const request = () => new Request('http://x.test/');
    await Promise.all([off.ahead(60_000, handler)(request()), handler(request())]);
    expect(seen.sort()).toEqual(['2026-04-01T01:07:00.000Z', '2026-04-01T01:08:00.000Z']);
  });

  test('a lost answer was given all the same: the challenge is used', async () => {
    const chip = insert(society.card(society.citizen(1)));
    const phone = society.phone({ name: 'a', chip, ui: willingUser('ABC123') });
    await phone.enrol({ appId: 'abc-bank', ca: CA_URL });
    const post = (path: string, body?: object) =>
      world.network.fetchAs('library')(`${BANK_URL}${path}`, {
        method: 'POST',
        ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
    const challenge = loginChallenge.parse(await (await post('/login/challenges')).json());
    const login = await phone.login(challenge, { appId: 'abc-bank', origin: BANK_ORIGIN });
    if (login.state !== 'done') throw new Error(login.code);
    society.faults.set('bank', [{ type: 'lost', path: '/login/answers', next: 1 }]);
    await expect(post('/login/answers', { answer: login.answer })).rejects.toThrow(TypeError);
    expect((await post('/login/answers', { answer: login.answer })).status).toBe(409);
  });

  test('an actor from outside keeps its own clock', async () => {
    const plugged = await createSociety(createWorld({ seed: 1 }), {
      bank: () => () => new Response('own'),
    });
    expect(plugged.faults.typesOf('bank')).not.toContain('clock-off');
    expect(plugged.faults.typesOf('ca')).toContain('clock-off');
  });
});
