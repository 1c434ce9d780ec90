import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import * as pki from '../../pki/index.ts';
import { type Handler, type VirtualClock, virtualClock } from '../../world/index.ts';
import { STATUS_KNOBS } from './knobs.ts';
import { ocspHandler } from './ocsp-service.ts';
import { type MemorySource, memorySource } from './testing/memory-source.ts';

const ORIGIN = 'http://ocsp-sign.jlis.test';
const TYPE = 'application/ocsp-response';
const SERIAL = 0x067c6a21n;

let clock: VirtualClock;
let source: MemorySource;
let handler: Handler;
beforeEach(() => {
  clock = virtualClock(new Date('2026-04-01T09:04:00+09:00'));
  source = memorySource(clock);
  source.issue(3, SERIAL);
  handler = ocspHandler(source, STATUS_KNOBS, { title: 'OCSP (TEST)' });
});

const issuer = () => source.generationsAt(clock.now()).at(-1)!.certificate;
const requestOf = (nonce?: Uint8Array, serial = SERIAL) =>
  pki.buildOcspRequest({ certIds: [pki.certId(issuer(), serial, 'sha1')], ...(nonce && { nonce }) });
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await handler(new Request(`${ORIGIN}${path}`, { headers }));
  const der = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, der };
}
async function post(body: Uint8Array, headers: Record<string, string> = {}) {
  const response = await handler(
    new Request(`${ORIGIN}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/ocsp-request', ...headers },
      body: new Uint8Array(body),
    }),
  );
  const der = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, der };
}
const said = (der: Uint8Array): string => pki.readOcspResponse(der).status;
const nonceIn = (der: Uint8Array) => {
  const response = pki.readOcspResponse(der);
  return response.status === 'successful' ? response.nonce : undefined;
};

describe('POST', () => {
  test('is answered, whatever the media type says', async () => {
    for (const type of ['application/ocsp-request', 'text/plain']) {
      const { status, headers, der } = await post(requestOf(), { 'content-type': type });
      expect([status, headers.get('content-type'), said(der)]).toEqual([200, TYPE, 'successful']);
    }
  });

  test('of nothing is malformed; of too much it is refused unread', async () => {
    expect(said((await post(new Uint8Array(0))).der)).toBe('malformedRequest');
    const { status, headers } = await post(new Uint8Array(65_537));
    expect([status, headers.get('content-type')]).toEqual([413, 'application/problem+json']);
  });
});

describe('GET', () => {
  /** Requests whose Base64 holds what addresses do not like, each with the text it is known by. */
  function requestWith(has: RegExp): string {
    for (const fill of [0x00, 0xff, 0xfb, 0xef, 0xbe])
      for (let length = 1; length <= 32; length++) {
        const text = base64(requestOf(new Uint8Array(length).fill(fill)));
        if (has.test(text)) return text;
      }
    throw new Error(`no request whose Base64 matches ${has}`);
  }

  test.each([
    ['a slash', /^[^/]+\/[^/]/],
    ['two slashes in a row', /\/\//],
    ['a slash at its end', /\/$/],
    ['a plus', /\+/],
    ['one =', /[^=]=$/],
    ['two =', /==$/],
    ['no =', /[^=]$/],
  ])('of Base64 with %s, escaped or not', async (_, has) => {
    const text = requestWith(has);
    const asked = new Uint8Array(Buffer.from(text, 'base64'));
    const { nonce } = pki.readOcspRequest(asked);
    for (const path of [text, encodeURIComponent(text), encodeURI(text)]) {
      const { status, headers, der } = await get(`/${path}`);
      expect([status, headers.get('content-type')]).toEqual([200, TYPE]);
      expect(nonceIn(der)).toEqual(nonce);
    }
  });

  test.each([
    ['a broken escape', '/MEow%'],
    ['a letter that is not of Base64', '/MEow!A=='],
    ['the alphabet for addresses', '/MEow-_A='],
    ['a piece missing', '/MEowS'],
    ['a query', '/?x=1'],
  ])('of %s is malformed or nowhere, never a failure', async (_, path) => {
    const { status, headers, der } = await get(path);
    if (headers.get('content-type') === TYPE) expect(said(der)).toBe('malformedRequest');
    else expect([404, 405]).toContain(status);
  });

  test('of any path is answered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.webPath(), async (path) => {
        const { status, headers, der } = await get(path === '' ? '/x' : path);
        if (headers.get('content-type') === TYPE) expect(said(der)).toBe('malformedRequest');
        else expect([200, 404, 405]).toContain(status);
      }),
      { numRuns: 50 },
    );
  });

  test('without a nonce says how long it may be kept (RFC 5019, 6.2)', async () => {
    const { headers, der } = await get(`/${encodeURIComponent(base64(requestOf()))}`);
    expect(Object.fromEntries(headers)).toEqual({
      'content-type': TYPE,
      'last-modified': 'Wed, 01 Apr 2026 00:00:00 GMT',
      expires: 'Wed, 01 Apr 2026 00:15:00 GMT',
      'cache-control': 'max-age=660, public, no-transform, must-revalidate',
      etag: expect.stringMatching(/^"[0-9A-F]{40}"$/),
    });
    const etag = headers.get('etag')!;
    const path = `/${base64(requestOf())}`;
    for (const given of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await get(path, { 'if-none-match': given });
      expect([again.status, again.der.length, again.headers.get('etag')]).toEqual([304, 0, etag]);
    }
    expect((await get(path, { 'if-none-match': '"other"' })).der).toEqual(der);
    clock.advance(11 * 60_000);
    const later = await get(path, { 'if-none-match': etag });
    expect([later.status, later.headers.get('cache-control')]).toEqual([
      200,
      'max-age=900, public, no-transform, must-revalidate',
    ]);
  });

  test('with a nonce, or of an error, is kept by nobody', async () => {
    const paths = [base64(requestOf(new Uint8Array(16))), 'AAAA'];
    for (const path of paths) {
      const { headers } = await get(`/${encodeURIComponent(path)}`);
      expect([headers.get('cache-control'), headers.get('etag')]).toEqual(['no-store', null]);
    }
  });

  test('where everything is told at once may be kept, but is to be asked for again', async () => {
    handler = ocspHandler(source, { ...STATUS_KNOBS, ocspRefreshMs: 0 }, { title: 'OCSP (TEST)' });
    const { headers } = await get(`/${base64(requestOf())}`);
    expect(headers.get('cache-control')).toMatch(/^max-age=0,/);
  });
});

test('whoever may not ask is told unauthorized, by POST and by GET', async () => {
  const mayAsk = (headers: Headers) => headers.get('client-cert') === ':AA==:';
  handler = ocspHandler(source, STATUS_KNOBS, { title: 'OCSP (TEST)', mayAsk });
  const path = `/${base64(requestOf())}`;
  for (const { status, der } of [await post(requestOf()), await get(path)])
    expect([status, said(der)]).toEqual([200, 'unauthorized']);
  const known = { 'client-cert': ':AA==:' };
  for (const { der } of [await post(requestOf(), known), await get(path, known)])
    expect(said(der)).toBe('successful');
});
