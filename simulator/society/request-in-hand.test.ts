import { expect, test } from 'vitest';
import { requestInHand } from './request-in-hand.ts';

const URL_ASKED = 'http://ca.test/a?b=c';
const body = new TextEncoder().encode('{"one":1}');
const inHand = (change: Partial<Parameters<typeof requestInHand>[1]> = {}) =>
  requestInHand(URL_ASKED, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-more': '1' },
    body,
    signal: () => new AbortController().signal,
    ...change,
  });

test('looks like the request of the platform, whichever way it is read', async () => {
  const platform = () =>
    new Request(URL_ASKED, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-more': '1' },
      body,
    });
  const request = inHand();
  expect(request).toBeInstanceOf(Request);
  expect([request.method, request.url, [...request.headers]]).toEqual([
    'POST',
    URL_ASKED,
    [...platform().headers],
  ]);
  expect(await inHand().arrayBuffer()).toEqual(await platform().arrayBuffer());
  expect(await inHand().bytes()).toEqual(await platform().bytes());
  expect(await inHand().text()).toBe(await platform().text());
  expect(await inHand().json()).toEqual(await platform().json());
  expect(await (await inHand().blob()).text()).toBe(await platform().text());
  expect(await inHand().clone().text()).toBe(await platform().text());
  expect(await new Response(inHand().body).text()).toBe(await platform().text());
  await expect(inHand().formData()).rejects.toThrow(TypeError);
});

test('has no body by GET, and gives its bytes away as copies', async () => {
  const get = inHand({ method: 'GET', body: new Uint8Array(0) });
  expect([get.body, get.bodyUsed, await get.text()]).toEqual([null, false, '']);
  const request = inHand();
  (await request.bytes()).fill(0);
  expect(await request.json()).toEqual({ one: 1 });
});

test('makes its signal only for those who look, and then one that tells', () => {
  const gone = new AbortController();
  let made = 0;
  const request = inHand({
    signal: () => {
      made++;
      return gone.signal;
    },
  });
  expect(made).toBe(0);
  expect(request.signal.aborted).toBe(false);
  gone.abort();
  expect([request.signal.aborted, made]).toEqual([true, 1]);
});
