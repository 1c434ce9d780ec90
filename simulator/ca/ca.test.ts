import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chanceFrom, drawnKeys, virtualClock } from '../world/index.ts';
import { createCa } from './index.ts';

const clock = virtualClock();
const chance = chanceFrom(1);
const ca = createCa({
  clock,
  chance,
  keys: drawnKeys(chance),
  founded: clock.now(),
  fetch: () => Promise.reject(new TypeError('fetch failed')),
  jpkiAnchors: [],
  ocspUrl: 'http://ocsp-sign.jlis.test/',
});

const post = async (path: string, body: string | Uint8Array, type = 'application/json') => {
  const request = new Request(`http://ca.test${path}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: body as string,
  });
  const response = await ca.handler(request);
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    body: text ? JSON.parse(text) : undefined,
  };
};
const start = () =>
  post('/applications', JSON.stringify({ profile: 1, appId: 'abc-bank', appInstance: '00'.repeat(16) }));

describe('bad input gets a problem document with a stable code', () => {
  const cases: readonly (readonly [string, string, string, number, string])[] = [
    ['broken JSON', '/applications', '{"profile":1', 400, 'request-malformed'],
    ['not UTF-8', '/applications', '\ud800', 400, 'request-malformed'],
    [
      'an unknown member',
      '/applications',
      '{"profile":1,"appId":"a","appInstance":"00","x":1}',
      400,
      'request-malformed',
    ],
    [
      'another version',
      '/applications',
      '{"profile":2,"appId":"a","appInstance":"00"}',
      400,
      'request-malformed',
    ],
    ['an unknown application', '/applications/00/signed', '{"cms":"MAA="}', 404, 'application-unknown'],
    ['an unknown path', '/nothing', '{}', 404, 'not-found'],
    ['a body of a megabyte', '/applications', 'x'.repeat(1_000_000), 413, 'request-too-large'],
  ];
  test.for(cases)('%s', async ([, path, body, status, code]) => {
    const answer = await post(path, body);
    expect(answer).toMatchObject({ status, type: 'application/problem+json', body: { code, status } });
    expect(JSON.stringify(answer.body)).not.toMatch(/\bat .*\.ts|node_modules/);
  });

  test('a method that the address does not take', async () => {
    const response = await ca.handler(new Request('http://ca.test/applications', { method: 'DELETE' }));
    expect([response.status, (await response.json()) as unknown]).toMatchObject([
      405,
      { code: 'method-not-allowed' },
    ]);
  });

  test('whatever stands where the signed application should: refused, never an internal error', async () => {
    const { body: offer } = await start();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 3, maxLength: 200 }), async (bytes) => {
        const cms = Buffer.from(bytes).toString('base64');
        const { status, body } = await post(
          `/applications/${offer.application}/signed`,
          JSON.stringify({ cms }),
        );
        expect([status, body.code]).toEqual([422, 'application-malformed']);
      }),
      { numRuns: 60 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const { status, body } = await post('/applications', bytes);
        expect([status, body.code]).toEqual([400, 'request-malformed']);
      }),
      { numRuns: 60 },
    );
  });
});

test('an application is past its expiry after ten minutes', async () => {
  const { body: offer } = await start();
  clock.advance(10 * 60_000 + 1);
  const answer = await post(`/applications/${offer.application}/signed`, '{"cms":"MAA="}');
  expect(answer).toMatchObject({ status: 410, body: { code: 'application-expired' } });
});

test('every operation stands in openapi.json', async () => {
  const response = await ca.handler(new Request('http://ca.test/openapi.json'));
  const { paths } = (await response.json()) as { paths: object };
  expect(Object.keys(paths)).toEqual([
    '/applications',
    '/applications/{application}',
    '/applications/{application}/signed',
    '/applications/{application}/code',
    '/applications/{application}/activation',
    '/applications/{application}/renewal',
    '/applications/{application}/acceptance',
    '/revocations',
    '/consents',
    '/consents/withdrawals',
    '/facts',
    '/notices',
    '/events',
    '/attribute-cases/{case}',
    '/attribute-cases/{case}/result',
    '/pairwise-links',
    '/audit/entries',
    '/audit/proofs/{digest}',
    '/repository/ca.cer',
    '/repository/ca.crl',
    '/repository/{page}',
    '/ocsp',
    '/ocsp/{request}',
  ]);
});
