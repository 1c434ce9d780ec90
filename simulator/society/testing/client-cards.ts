/** The cards that the dialogues of public clients are played with, and whom they belong to. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { concat, uintBytes } from '../../apdu/index.ts';
import { type CardData, fullCard } from '../../card/index.ts';
import type { ClientSequence, Holder } from '../../reader/clients/index.ts';
import { createWorld } from '../../world/index.ts';

/** The header of a certificate of `length` bytes, and recognisable content. */
function dummyDer(length: number): Uint8Array {
  const content = Uint8Array.from({ length: length - 4 }, (_, at) => (at * 7) & 0xff);
  return concat(Uint8Array.of(0x30, 0x82), uintBytes(length - 4, 2), content);
}

const drawn = createWorld({ seed: 1 }).keys;
const cached = new Map<string, KeyObject>();
/** The same key for the same name. */
function rsa(name: string): KeyObject {
  const key = cached.get(name) ?? drawn.rsa(name);
  cached.set(name, key);
  return key;
}
const keys = {
  sign: rsa('sign'),
  auth: rsa('auth'),
  text: rsa('text'),
  face: rsa('surface'),
  common: rsa('common'),
};

export const holder: Holder = {
  signPin: 'ABC123',
  authPin: '1234',
  textPin: '1234',
  cardPin: '1234',
  jukiPin: '1234',
  numberA: '123456789018',
  // 平成2年1月1日, 2035, 2285.
  numberB: '02010120352285',
  name: '電子　太郎',
  address: '東京都千代田区霞が関２－１－２',
  birth: '19900101',
  sex: '1',
  cardSerial: '4000000000000011310120350101',
  // Sizes measured on a real card.
  certificates: {
    signCert: dummyDer(1749),
    signCa: dummyDer(1100),
    authCert: dummyDer(1574),
    authCa: dummyDer(1101),
  },
  certEfSize: 3808,
  publicKeys: {
    sign: createPublicKey(keys.sign),
    auth: createPublicKey(keys.auth),
    text: createPublicKey(keys.text),
    face: createPublicKey(keys.face),
    common: createPublicKey(keys.common),
  },
};

function cardWith(knobs: ClientSequence['knobs']): CardData {
  const { signPin, authPin, textPin, cardPin, certificates } = holder;
  return fullCard({
    holder: {
      name: holder.name,
      address: holder.address,
      birth: '1990-01-01',
      gender: '1',
      individualNumber: holder.numberA,
      municipalityCode: '13101',
      lastDay: '2035-01-01',
      securityCode: '2285',
      serial: '400000000000001',
    },
    signCert: certificates.signCert,
    signCaCert: certificates.signCa,
    authCert: certificates.authCert,
    authCaCert: certificates.authCa,
    signKey: keys.sign,
    authKey: keys.auth,
    signPin,
    authPin,
    textPin,
    officePin: cardPin,
    keys: rsa,
    ...(knobs && { knobs }),
  });
}

/** Making a card costs signatures, and its data never change: one for each setting. */
const cards = { clear: cardWith(undefined), keep: cardWith({ reselectSameAp: 'keep' }) };
export const clientCard = ({ knobs }: Pick<ClientSequence, 'knobs'>): CardData =>
  cards[knobs?.reselectSameAp ?? 'clear'];
