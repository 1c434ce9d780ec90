/** The card that is measured: a whole one, keys from the shipped pool. */
import type { KeyObject } from 'node:crypto';
import { type CardData, fullCard } from '../../simulator/card/index.ts';
import { createWorld } from '../../simulator/world/index.ts';
import { dummyCertificates, exampleHolder } from '../../testing/specimen.ts';

const drawn = createWorld({ seed: 1 }).keys;
const cached = new Map<string, KeyObject>();

/** The same key for the same name. */
export function benchKey(name: string): KeyObject {
  const key = cached.get(name) ?? drawn.rsa(name);
  cached.set(name, key);
  return key;
}

export function specimen(): CardData {
  return fullCard({
    holder: exampleHolder,
    keys: benchKey,
    signKey: benchKey('sign'),
    authKey: benchKey('auth'),
    ...dummyCertificates,
    signPin: 'ABC123',
    authPin: '1234',
    textPin: '1234',
    officePin: '1234',
  });
}
