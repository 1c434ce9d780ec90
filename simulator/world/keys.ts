/** Keys of a world. Never stored: the same seed makes the same keys again. */
import type { KeyObject } from 'node:crypto';
import type { Chance } from './chance.ts';
import { drawRsaPrivateKey } from './rsa-key.ts';
import { testKey, testKeyCount } from './test-keys.ts';

export interface KeySource {
  /** A new RSA-2048 private key; `label` names its owner and purpose. */
  rsa(label: string): KeyObject;
  /** A new P-256 private scalar, 32 bytes, 1 ≤ d < n. */
  p256(label: string): Uint8Array;
}

// FIPS 186-5: the order of P-256. A draw at or above it (one in 2^32) is thrown away.
const P256_ORDER = BigInt('0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551');

function drawScalar(chance: Chance): Uint8Array {
  for (;;) {
    const bytes = chance.bytes(32);
    const value = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
    if (value > 0n && value < P256_ORDER) return bytes;
  }
}

/** RSA keys drawn from the seed itself (about 70 ms each): for worlds and cards that people keep. */
export const drawnKeys = (chance: Chance): KeySource => ({
  rsa: (label) => {
    const own = chance.fork(`rsa ${label}`);
    return drawRsaPrivateKey((n) => own.bytes(n));
  },
  p256: (label) => drawScalar(chance.fork(`p256 ${label}`)),
});

/**
 * RSA keys from the shipped pool of TEST keys, each for one label, in an order that the seed decides: for the suite.
 * A label asked for again gives its key again.
 */
export function pooledKeys(chance: Chance): KeySource {
  const drawn = drawnKeys(chance);
  const order = chance.fork('pool order');
  const left = Array.from({ length: testKeyCount }, (_, i) => i);
  const given = new Map<string, KeyObject>();
  return {
    // A world that needs more keys than the pool has draws the rest; slower, never the same key twice.
    rsa: (label) => {
      const known = given.get(label);
      if (known) return known;
      const key = left.length > 0 ? testKey(left.splice(order.below(left.length), 1)[0]!) : drawn.rsa(label);
      given.set(label, key);
      return key;
    },
    p256: drawn.p256,
  };
}
