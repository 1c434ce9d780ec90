/** Signatures of the card, judged by node:crypto. */
import { constants, createHash, publicDecrypt, verify as verifySignature } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  AID_JPKI,
  computeDigitalSignature,
  digestInfoSha256,
  FID,
  selectAid,
  selectEf,
  toHex,
  utf8Encode,
  verify,
} from '../apdu/index.ts';
import { publicKeys, send, testCard } from './test-card.ts';
import { createCard, type VirtualCard } from './virtual-card.ts';

const message = utf8Encode('abc');
const hash = createHash('sha256').update(message).digest();

function cardWithKey(pinFid: number, pin: string, keyFid: number): VirtualCard {
  const card = createCard(testCard());
  card.power('on');
  for (const capdu of [selectAid(AID_JPKI), selectEf(pinFid), verify(utf8Encode(pin)), selectEf(keyFid)]) {
    expect(toHex(card.transmit(capdu))).toBe('9000');
  }
  return card;
}

const authCard = (): VirtualCard => cardWithKey(FID.AUTH_PIN, '1234', FID.AUTH_KEY);

test.each([
  ['authentication', FID.AUTH_PIN, '1234', FID.AUTH_KEY, publicKeys.auth],
  ['signing', FID.SIGN_PIN, 'ABC123', FID.SIGN_KEY, publicKeys.sign],
] as const)(
  'a signature of the %s key over a DigestInfo is RSASSA-PKCS1-v1_5',
  (_, pinFid, pin, keyFid, key) => {
    const card = cardWithKey(pinFid, pin, keyFid);
    const rapdu = card.transmit(computeDigitalSignature(digestInfoSha256(hash)));
    expect(verifySignature('sha256', message, key, rapdu.subarray(0, 256))).toBe(true);
    expect(toHex(card.transmit(computeDigitalSignature(digestInfoSha256(hash))))).toBe(toHex(rapdu));
  },
);

test('the card pads whatever it is given, verbatim', () => {
  const { data } = send(authCard(), '802A0080 03 0A0B0C 00');
  const padded = publicDecrypt({ key: publicKeys.auth, padding: constants.RSA_NO_PADDING }, data);
  expect(toHex(padded)).toBe(`0001${'FF'.repeat(250)}000A0B0C`);
});

test.each([
  ['02, a digest is given', `802A0280 20 ${toHex(hash)} 00`],
  ['03, the card hashes', `802A0380 03 ${toHex(message)} 00`],
])('mode %s: the card adds the DigestInfo', (_, capdu) => {
  expect(verifySignature('sha256', message, publicKeys.auth, send(authCard(), capdu).data)).toBe(true);
});

test('mode 01 signs the bare digest', () => {
  const { data } = send(authCard(), `802A0180 03 ${toHex(message)} 00`);
  const signed = publicDecrypt({ key: publicKeys.auth, padding: constants.RSA_PKCS1_PADDING }, data);
  expect(toHex(signed)).toBe(toHex(hash));
});

test('the PIN of one key does not open the other', () => {
  const card = cardWithKey(FID.AUTH_PIN, '1234', FID.SIGN_KEY);
  expect(toHex(card.transmit(computeDigitalSignature(digestInfoSha256(hash))))).toBe('6982');
});
