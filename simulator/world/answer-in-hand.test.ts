import { expect, test } from 'vitest';
import { answerInHand, bytesInHand } from './answer-in-hand.ts';

const bytes = new TextEncoder().encode('{"one":1}');
const init = { status: 201, headers: { 'content-type': 'application/json', 'x-more': '1' } };
const inHand = () => answerInHand(bytes, init);
const platform = () => new Response(bytes, init);

test('looks like the response of the platform, whichever way it is read', async () => {
  expect(inHand()).toBeInstanceOf(Response);
  expect([inHand().status, inHand().ok, [...inHand().headers]]).toEqual([201, true, [...platform().headers]]);
  expect(await inHand().arrayBuffer()).toEqual(await platform().arrayBuffer());
  expect(await inHand().bytes()).toEqual(await platform().bytes());
  expect(await inHand().text()).toBe(await platform().text());
  expect(await inHand().json()).toEqual(await platform().json());
  expect(await (await inHand().blob()).text()).toBe(await platform().text());
  expect(await inHand().clone().text()).toBe(await platform().text());
  expect(await new Response(inHand().body).text()).toBe(await platform().text());
  await expect(inHand().formData()).rejects.toThrow(TypeError);
});

test('is read once, and what it gives are copies', async () => {
  const answer = inHand();
  expect(answer.bodyUsed).toBe(false);
  (await answer.bytes())[0] = 0;
  expect(answer.bodyUsed).toBe(true);
  await expect(answer.text()).rejects.toThrow(TypeError);
  expect(await inHand().text()).toBe('{"one":1}');
});

test('gives its bytes to those who know, until somebody begins to read', async () => {
  const answer = inHand();
  expect(bytesInHand(answer)).toBe(bytes);
  await answer.text();
  expect(bytesInHand(answer)).toBeUndefined();
  expect(bytesInHand(platform())).toBeUndefined();
});
