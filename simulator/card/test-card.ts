/** The card that the tests of this folder use. Keys are drawn anew for each test file; nothing judged depends on them. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { exampleHolder } from '../../testing/specimen.ts';
import { fromHex, parseResponseApdu, type ResponseApdu, toHex, uintBytes } from '../apdu/index.ts';
import { chanceFrom, pooledKeys } from '../world/index.ts';
import type { CardData } from './card-data.ts';
import { defaultFullPins, fullCard } from './profiles/full-card.ts';
import type { FullCardKey, FullPersonalisation } from './profiles/full-personalisation.ts';
import type { CardHolder } from './profiles/holder.ts';
import { defaultPins, type JpkiPersonalisation, jpkiCard } from './profiles/jpki-card.ts';
import type { VirtualCard } from './virtual-card.ts';

const signPair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const authPair = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** Public halves of the keys of `testCard`. */
export const publicKeys: { sign: KeyObject; auth: KeyObject } = {
  sign: signPair.publicKey,
  auth: authPair.publicKey,
};

/** Something that has the header of a certificate of `length` bytes, and recognisable content. */
export function dummyDer(length: number): Uint8Array {
  const content = Uint8Array.from({ length: length - 4 }, (_, at) => (at * 7) & 0xff);
  return Uint8Array.of(0x30, 0x82, ...uintBytes(length - 4, 2), ...content);
}

/** Certificates of the sizes measured on a real card: 1749 and 1574 bytes. */
export const certs = {
  signCert: dummyDer(1749),
  signCaCert: dummyDer(1100),
  authCert: dummyDer(1574),
  authCaCert: dummyDer(1101),
};

/** Card data with the default PINs; `change` personalises otherwise. */
export function testCard(change: Partial<JpkiPersonalisation> = {}): CardData {
  return jpkiCard({
    ...certs,
    ...defaultPins,
    signKey: signPair.privateKey,
    authKey: authPair.privateKey,
    ...change,
  });
}

/** Sends a C-APDU written in hex (blanks allowed). */
export function send(card: VirtualCard, capduHex: string): ResponseApdu {
  return parseResponseApdu(card.transmit(fromHex(capduHex.replace(/\s/g, ''))));
}

/** Sends and returns the answer in hex; longer data than 16 bytes as "[n]" before the status word. */
export function exchange(card: VirtualCard, capduHex: string): string {
  const { data, sw } = send(card, capduHex);
  const shown = data.length > 16 ? `[${data.length}]` : toHex(data);
  return shown + sw.toString(16).toUpperCase();
}

const fullKeys = new Map<FullCardKey, KeyObject>();

/** The key of this name on every `testFullCard`: one of the shipped pool. */
export function fullKey(name: FullCardKey): KeyObject {
  const known = fullKeys.get(name) ?? pool.rsa(name);
  fullKeys.set(name, known);
  return known;
}
const pool = pooledKeys(chanceFrom('test card'));

/** The person of the published examples. */
export const holder: CardHolder = exampleHolder;

/** A card with every application and the default PINs; 照合番号B is 02010120352285. */
export function testFullCard(change: Partial<FullPersonalisation> = {}): CardData {
  return fullCard({
    ...certs,
    ...defaultPins,
    ...defaultFullPins,
    signKey: signPair.privateKey,
    authKey: authPair.privateKey,
    holder,
    keys: fullKey,
    ...change,
  });
}
