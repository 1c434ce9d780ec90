/** The card that is measured: a whole one, keys from the shipped pool. */
import type { KeyObject } from 'node:crypto';
import { type CardData, fullCard } from '../../simulator/card/index.ts';
import { createWorld } from '../../simulator/world/index.ts';

const drawn = createWorld({ seed: 1 }).keys;
const cached = new Map<string, KeyObject>();

/** The same key for the same name. */
export function benchKey(name: string): KeyObject {
  const key = cached.get(name) ?? drawn.rsa(name);
  cached.set(name, key);
  return key;
}

const dummyDer = (length: number): Uint8Array =>
  Uint8Array.of(0x30, 0x82, (length - 4) >> 8, (length - 4) & 0xff, ...new Uint8Array(length - 4).fill(0x5a));

export function specimen(): CardData {
  return fullCard({
    holder: {
      name: '電子　太郎',
      address: '東京都千代田区霞が関２－１－２',
      birth: '1990-01-01',
      gender: '1',
      individualNumber: '123456789018',
      municipalityCode: '13101',
      lastDay: '2035-01-01',
      securityCode: '2285',
      serial: '400000000000001',
    },
    keys: benchKey,
    signKey: benchKey('sign'),
    authKey: benchKey('auth'),
    signCert: dummyDer(1749),
    signCaCert: dummyDer(1100),
    authCert: dummyDer(1574),
    authCaCert: dummyDer(1101),
    signPin: 'ABC123',
    authPin: '1234',
    textPin: '1234',
    officePin: '1234',
  });
}
