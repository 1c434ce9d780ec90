/**
 * Chance from a seed: SHA-256 in counter mode, one independent stream per label.
 *
 * Streams are named, so that a new consumer of chance never shifts the values that another one draws.
 */
import { createHash, randomBytes } from 'node:crypto';

export interface Chance {
  /** The next `length` bytes of this stream. */
  bytes(length: number): Uint8Array;
  /** A uniform integer, 0 ≤ value < bound; bound at most 2^48. */
  below(bound: number): number;
  /** One element; the list must not be empty. */
  pick<T>(list: readonly T[]): T;
  /** `length` random bytes as lower-case hex: identifiers, nonces. */
  id(length: number): string;
  /** An independent stream; the same label always gives the same stream. */
  fork(label: string): Chance;
}

const sha256 = (...parts: (Uint8Array | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

function stream(key: Buffer): Chance {
  let block: Uint8Array = new Uint8Array(0);
  let used = 0;
  let counter = 0n;
  const bytes = (length: number): Uint8Array => {
    const out = new Uint8Array(length);
    for (let at = 0; at < length; ) {
      if (used === block.length) {
        const count = Buffer.alloc(8);
        count.writeBigUInt64BE(counter++);
        block = sha256(key, count);
        used = 0;
      }
      const take = Math.min(length - at, block.length - used);
      out.set(block.subarray(used, used + take), at);
      at += take;
      used += take;
    }
    return out;
  };
  const below = (bound: number): number => {
    if (!Number.isSafeInteger(bound) || bound < 1 || bound > 2 ** 48) throw new RangeError(`below(${bound})`);
    const limit = Math.floor(2 ** 48 / bound) * bound; // rejection keeps it uniform
    for (;;) {
      const value = Buffer.from(bytes(6)).readUIntBE(0, 6);
      if (value < limit) return value % bound;
    }
  };
  return {
    bytes,
    below,
    pick: (list) => list[below(list.length)]!,
    id: (length) => Buffer.from(bytes(length)).toString('hex'),
    fork: (label) => stream(sha256(key, '\0', label)),
  };
}

/** The root of all chance of one world. */
export const chanceFrom = (seed: number | string): Chance => stream(sha256('fpos-hil seed\0', String(seed)));

/** Chance that nobody can repeat: for keys that must not follow from a seed. The only place that asks the machine for it. */
export const machineChance = (): Chance => stream(randomBytes(32));
