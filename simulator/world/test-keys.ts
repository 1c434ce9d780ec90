/**
 * The shipped pool of RSA-2048 keys, for runs where drawing keys (some 70 ms each) would cost too much.
 *
 * The private parts are published with the source. A certificate on one of these keys proves nothing.
 * `scripts/make-test-keys.ts` makes the file and checks it.
 */
import type { KeyObject } from 'node:crypto';
import { createPrivateKey } from 'node:crypto';
import pool from './test-keys.json' with { type: 'json' };

/** How many keys the pool holds. */
export const testKeyCount: number = pool.keys.length;

const cached = new Map<number, KeyObject>();

/** Key number `i` of the pool, from 0. The pool does not wrap round: a number outside it is a RangeError. */
export function testKey(i: number): KeyObject {
  const known = cached.get(i);
  if (known !== undefined) return known;
  const text = pool.keys[i];
  if (text === undefined) throw new RangeError(`test key ${i}: the pool holds 0 to ${testKeyCount - 1}`);
  const key = createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
  cached.set(i, key);
  return key;
}
