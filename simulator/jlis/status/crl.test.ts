import { beforeEach, describe, expect, test } from 'vitest';
import * as pki from '../../pki/index.ts';
import { crlIndex } from '../../profile/index.ts';
import { type Handler, type VirtualClock, virtualClock } from '../../world/index.ts';
import { crlHandler } from './crl-service.ts';
import { STATUS_KNOBS, type StatusKnobs } from './knobs.ts';
import { AUTHORITY_NAME, type MemorySource, MUNICIPALITIES, memorySource } from './testing/memory-source.ts';

const ORIGIN = 'http://crl-sign.jlis.test';
const DAY = 86_400_000;

let clock: VirtualClock;
let source: MemorySource;
let handler: Handler;
const open = (change: Partial<StatusKnobs> = {}) =>
  crlHandler(source, { ...STATUS_KNOBS, ...change }, { title: 'CRL (TEST)' });
beforeEach(() => {
  clock = virtualClock(new Date('2026-04-01T09:00:00+09:00'));
  source = memorySource(clock);
  handler = open();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  handler(new Request(`${ORIGIN}${path}`, { headers }));
const bytesOf = async (path: string) => {
  const response = await get(path);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pkix-crl']);
  return new Uint8Array(await response.arrayBuffer());
};

/** The list at this address, verified with the certificate of its generation. */
async function list(path: string, generation = 3): Promise<pki.Crl> {
  const crl = pki.readCrl(await bytesOf(path));
  const issuer = source.generationsAt(clock.now()).find(({ number }) => number === generation)!;
  const issuerCert = pki.readCertificate(issuer.certificate);
  expect(pki.verifyCrl({ crl, issuerCert, now: clock.now(), skewMs: 0 })).toEqual({ ok: true });
  return crl;
}
const serials = async (path: string, generation?: number) => [
  ...(await list(path, generation)).entries.keys(),
];

/** 5:00 in Japan, this many days from the first morning on. */
const morning = (days: number) => new Date(Date.UTC(2026, 2, 31, 20) + days * DAY);

describe('the complete list', () => {
  test('is of five in the morning, good for two days, and numbers its days', async () => {
    const crl = await list('/full.crl');
    expect(crl).toMatchObject({
      thisUpdate: morning(0),
      nextUpdate: morning(2),
      issuer: AUTHORITY_NAME,
      scope: undefined,
    });
    expect([...crl.extensions.keys()]).toEqual([pki.OID.authorityKeyIdentifier, pki.OID.cRLNumber]);
    expect(crl.aki).toMatchObject({ issuer: undefined, serial: undefined });
    clock.set(morning(1));
    expect((await list('/full.crl')).crlNumber).toBe(crl.crlNumber! + 1n);
  });

  test('tells a record from the next morning on, with its time and reason', async () => {
    source.issue(3, 10n);
    source.issue(3, 2n);
    const recorded = clock.now();
    source.revoke(3, 10n, 'superseded');
    source.revoke(3, 2n);
    expect(await serials('/full.crl')).toEqual([]);
    clock.set(new Date(morning(1).getTime() - 1));
    expect(await serials('/full.crl')).toEqual([]);
    clock.advance(1);
    expect([...(await list('/full.crl')).entries.values()]).toEqual([
      { serial: 2n, revocationDate: recorded, reason: undefined },
      { serial: 10n, revocationDate: recorded, reason: 'superseded' },
    ]);
  });

  test('stays the same all day, whatever is recorded meanwhile', async () => {
    source.issue(3, 1n);
    clock.set(morning(1));
    const before = await bytesOf('/full.crl');
    source.revoke(3, 1n, 'keyCompromise'); // in the very millisecond of the list
    expect(await bytesOf('/full.crl')).toEqual(before);
    clock.advance(DAY - 1);
    expect(await bytesOf('/full.crl')).toEqual(before);
    handler = open(); // made by somebody who comes later, it is the same
    expect(await bytesOf('/full.crl')).toEqual(before);
    clock.advance(1);
    expect(await serials('/full.crl')).toEqual([1n]);
  });

  test('names a hold, and drops it when it is lifted', async () => {
    source.issue(3, 1n);
    source.revoke(3, 1n, 'certificateHold');
    clock.set(morning(1));
    expect([...(await list('/full.crl')).entries.values()]).toMatchObject([{ reason: 'certificateHold' }]);
    source.resume(3, 1n);
    clock.set(morning(2));
    expect(await serials('/full.crl')).toEqual([]);
  });

  test('names a certificate once more after its end, then no longer (RFC 5280, 3.3)', async () => {
    const notAfter = new Date('2026-04-03T23:59:59+09:00');
    source.issue(3, 1n, { notAfter });
    source.issue(3, 2n, { notAfter: new Date(notAfter.getTime() + DAY) });
    source.revoke(3, 1n, 'superseded');
    source.revoke(3, 2n, 'superseded');
    const named = async (day: number) => {
      clock.set(morning(day));
      return serials('/full.crl');
    };
    expect([await named(2), await named(3), await named(4), await named(5)]).toEqual([
      [1n, 2n], // the morning of the last day
      [1n, 2n], // the first morning after
      [2n],
      [],
    ]);
    handler = open({ expiredInCrl: 'kept' });
    expect(await named(30)).toEqual([1n, 2n]);
  });

  test('is made at once, with a rising number, if the knob says so', async () => {
    handler = open({ crlTickJst: 0 });
    source.issue(3, 1n);
    const numbers = [(await list('/full.crl')).crlNumber!];
    expect(await bytesOf('/full.crl')).toEqual(await bytesOf('/full.crl'));
    source.revoke(3, 1n, 'superseded');
    expect(await serials('/full.crl')).toEqual([1n]);
    numbers.push((await list('/full.crl')).crlNumber!);
    clock.advance(1000);
    numbers.push((await list('/full.crl')).crlNumber!);
    source.resume(3, 1n);
    numbers.push((await list('/full.crl')).crlNumber!);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => Number(a - b)));
  });
});

describe('generations', () => {
  test('have lists of their own, told apart by the key alone', async () => {
    for (const generation of [2, 3]) {
      source.issue(generation, BigInt(generation));
      source.revoke(generation, BigInt(generation), 'superseded');
    }
    clock.set(morning(1));
    expect(await serials('/gen2/full.crl', 2)).toEqual([2n]);
    expect(await serials('/gen3/full.crl', 3)).toEqual([3n]);
    expect(await bytesOf('/full.crl')).toEqual(await bytesOf('/gen3/full.crl'));
    const [two, three] = [await list('/gen2/full.crl', 2), await list('/gen3/full.crl', 3)];
    expect(two.issuer).toEqual(three.issuer);
    expect(two.aki).not.toEqual(three.aki);
    for (const path of ['/gen1/full.crl', '/gen4/full.crl', '/gen03/full.crl', '/gen3x/full.crl'])
      expect((await get(path)).status).toBe(404);
  });

  test('that begin after five have their first list when they begin', async () => {
    clock.set(new Date('2027-07-16T00:00:00+09:00'));
    expect((await list('/gen4/full.crl', 4)).thisUpdate).toEqual(clock.now());
    const first = await bytesOf('/gen4/full.crl');
    clock.set(new Date('2027-07-16T04:59:59+09:00'));
    expect(await bytesOf('/full.crl')).toEqual(first);
    clock.set(new Date('2027-07-16T05:00:00+09:00'));
    const { crlNumber } = await list('/gen4/full.crl', 4);
    expect(crlNumber).toBe(pki.readCrl(first).crlNumber! + 1n);
  });
});

describe('the list of a municipality', () => {
  test('names its own certificates only, and the point that stands in them byte for byte', async () => {
    const certificates = [source.issue(3, 1n), source.issue(3, 2n, { municipality: 1 })];
    source.revoke(3, 1n, 'superseded');
    source.revoke(3, 2n, 'superseded');
    clock.set(morning(1));
    for (const [i, { code }] of MUNICIPALITIES.entries()) {
      const crl = await list(`/gen3/${code}.crl`);
      expect([...crl.entries.keys()]).toEqual([BigInt(i + 1)]);
      expect(crl.scope).toEqual({
        fullName: pki.readCertificate(certificates[i]!).crlNames,
        onlyContainsUserCerts: true,
        onlyContainsCACerts: false,
      });
      expect(crl.extensions.get(pki.OID.issuingDistributionPoint)?.critical).toBe(true);
      expect(crl.crlNumber).toBe((await list('/full.crl')).crlNumber);
    }
    expect(await serials('/full.crl')).toEqual([1n, 2n]);
  });

  test('is not there for a code that is nobody’s', async () => {
    for (const file of ['99999.crl', '9910.crl', '99101', '99101.crl2', 'all.crl', 'toString.crl'])
      expect((await get(`/gen3/${file}`)).status).toBe(404);
  });
});

test('the list of CA certificates is empty and stands at the point of the CA certificates', async () => {
  source.issue(3, 1n);
  source.revoke(3, 1n, 'superseded');
  clock.set(morning(1));
  const arl = await list('/gen3/arl.crl');
  expect(arl.entries.size).toBe(0);
  expect(arl.scope).toEqual({
    fullName: pki.readCertificate(source.generationsAt(clock.now()).at(-1)!.certificate).crlNames,
    onlyContainsUserCerts: false,
    onlyContainsCACerts: true,
  });
});

describe('over HTTP', () => {
  test('a list says how long it may be kept, and is not sent twice', async () => {
    const response = await get('/full.crl');
    expect(Object.fromEntries(response.headers)).toEqual({
      'content-type': 'application/pkix-crl',
      'last-modified': 'Tue, 31 Mar 2026 20:00:00 GMT',
      expires: 'Thu, 02 Apr 2026 20:00:00 GMT',
      'cache-control': 'max-age=72000, public, no-transform, must-revalidate',
      etag: expect.stringMatching(/^"[0-9A-F]{40}"$/),
    });
    const etag = response.headers.get('etag')!;
    expect((await get('/full.crl', { 'if-none-match': etag })).status).toBe(304);
    clock.set(morning(1));
    expect((await get('/full.crl', { 'if-none-match': etag })).status).toBe(200);
  });

  test('an index tells which there are, and every address in it is there', async () => {
    const index = crlIndex.parse(await (await get('/')).json());
    expect(index).toMatchObject({ kind: 'sign', newListsAt: '2026-04-01T20:00:00Z' });
    expect(index.generations.map(({ generation }) => generation)).toEqual([2, 3]);
    expect(index.municipalities.map(({ code }) => code)).toEqual(MUNICIPALITIES.map(({ code }) => code));
    expect(index.municipalities[0]!.point).toContain('Mihon-shi CRLDP');
    for (const { generation, keyId, full, arl, municipality } of index.generations) {
      const paths = [
        full,
        arl,
        ...index.municipalities.map(({ code }) => municipality.replace('{code}', code)),
      ];
      for (const path of paths)
        expect(
          Buffer.from((await list(path, generation)).aki!.keyId!)
            .toString('hex')
            .toUpperCase(),
        ).toBe(keyId);
    }
    handler = open({ crlTickJst: 0 });
    expect(crlIndex.parse(await (await get('/')).json()).newListsAt).toBeNull();
  });

  test('whoever may not ask is refused', async () => {
    handler = crlHandler(source, STATUS_KNOBS, { title: 'CRL (TEST)', mayAsk: () => false });
    const response = await get('/full.crl');
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'verifier-unknown' });
  });
});

test('a knob that makes no sense is found when the service is opened', () => {
  expect(() => open({ crlTickJst: '25:00' })).toThrow(expect.objectContaining({ code: 'ERR_KNOB' }));
});
