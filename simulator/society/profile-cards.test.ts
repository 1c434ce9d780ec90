/** Every kind of card, issued to somebody, and what shows of it. */
import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { defectsOnPurposeInThisTest } from '../../testing/defects-on-purpose.ts';
import { createCard, loadProfile, profileIds } from '../card/index.ts';
import { createJlis } from '../jlis/index.ts';
import { citizenOf } from '../people/index.ts';
import { isValidAt, readCertificate } from '../pki/index.ts';
import { createWorld } from '../world/index.ts';

const fromHex = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

const world = createWorld({ seed: 1 });
const jlis = createJlis(world);
const citizen = citizenOf(world.chance, 7);

function cardOf(id: string) {
  const issued = jlis.issueProfileCard(citizen, loadProfile(id));
  const card = createCard(issued.data);
  card.power('on');
  const send = (capdu: string) => {
    const answer = Buffer.from(card.transmit(fromHex(capdu)));
    return { data: answer.subarray(0, -2), sw: answer.readUInt16BE(answer.length - 2) };
  };
  return { ...issued, card, send, exchange: (capdu: string) => toHex(card.transmit(fromHex(capdu))) };
}

const TO_COME = 'the card to come has keys on P-384, the profile of today knows RSA only';
const SELECT_JPKI = '00A4040C0AD392F000260100000001';

test.each(profileIds)('%s can be issued, and its application is there', (id) => {
  if (id === 'next-generation') defectsOnPurposeInThisTest(TO_COME);
  const { card, exchange, data } = cardOf(id);
  expect(card.atr).toEqual(data.atr);
  if (data.knobs.firstCommand6f00) expect(exchange(SELECT_JPKI)).toBe('6F00');
  expect(exchange(SELECT_JPKI)).toBe('9000');
});

describe('what a profile changes', () => {
  test('expired certificates end before the world began', () => {
    const { signCert, authCert } = cardOf('expired-certificates');
    for (const der of [signCert!, authCert!]) {
      const certificate = readCertificate(der);
      expect(isValidAt(certificate, world.founded)).toBe(false);
      expect(isValidAt(certificate, new Date(world.founded.getTime() - 30 * 86_400_000))).toBe(true);
    }
  });

  test('an expired card tells its last day', () => {
    const { send } = cardOf('expired-card');
    expect(new TextDecoder().decode(send('00CA00F200').data)).toBe('20260331');
  });

  test('a child has no signing certificate', () => {
    const { signCert, exchange } = cardOf('under-15');
    expect(signCert).toBeUndefined();
    expect([SELECT_JPKI, '00B0880000'].map(exchange)).toEqual(['9000', '008F009000']);
  });

  test('an Android phone wants its PIN before the authentication certificate', () => {
    const { exchange } = cardOf('android-phone');
    const asked = [SELECT_JPKI, '00B0860010', '00B08A0002', '002000980431323334', '00B08A0002'];
    expect(asked.map(exchange)).toEqual([
      '9000',
      '4A504B4941504750534554' + '4F4B454E209000',
      '6982',
      '9000',
      '30829000',
    ]);
  });

  test('an iPhone ends the session when told', () => {
    const { exchange } = cardOf('iphone');
    const asked = [SELECT_JPKI, '002000980431323334', '80FC0000', '802A009701AB00'];
    expect(asked.map(exchange)).toEqual(['9000', '9000', '9000', '6A82']);
  });

  test('blocked and absent PINs', () => {
    expect([SELECT_JPKI, '0020009B', '00200098'].map(cardOf('blocked-sign-pin').exchange)).toEqual([
      '9000',
      '63C0',
      '63C3',
    ]);
    expect([SELECT_JPKI, '002000980431323334', '00B08A0002'].map(cardOf('without-pins').exchange)).toEqual([
      '9000',
      '6984',
      '30829000',
    ]);
  });

  test('the card to come signs by ECDSA, and its certificate verifies it', () => {
    defectsOnPurposeInThisTest(TO_COME);
    const { send, exchange, authCert } = cardOf('next-generation');
    const message = new TextEncoder().encode('abc');
    expect([SELECT_JPKI, '002000980431323334'].map(exchange)).toEqual(['9000', '9000']);
    const { data, sw } = send(`802A039703${toHex(message)}00`);
    expect([data.length, sw]).toEqual([96, 0x9000]);
    const key = createPublicKey({
      key: Buffer.from(readCertificate(authCert!).spki),
      format: 'der',
      type: 'spki',
    });
    expect(key.asymmetricKeyDetails).toMatchObject({ namedCurve: 'secp384r1' });
    expect(verify('sha384', message, { key, dsaEncoding: 'ieee-p1363' }, data)).toBe(true);
    const digest = 'AB'.repeat(48);
    expect(send(`802A029730${digest}00`).data).toEqual(send(`802A009730${digest}00`).data);
    expect(exchange('802A019703AAAAAA00')).toBe('6A86');
    expect(exchange('802A009705AAAAAAAAAA00')).toBe('6985');
  });

  test('issuers keep their keys, cards have their own', () => {
    const cvOf = (number: number): string[] => {
      const { data } = jlis.issueProfileCard(citizenOf(world.chance, number), loadProfile('default'));
      const card = createCard(data);
      card.power('on');
      return ['00A4040C0AD3921000310001010402', '00B08400000000'].map((c) =>
        toHex(card.transmit(fromHex(c))),
      );
    };
    expect(cvOf(1)[1]).toBe(cvOf(2)[1]);
  });
});
