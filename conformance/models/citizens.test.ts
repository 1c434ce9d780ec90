/** Difficult people on cards and in certificates, read with the readers of the judge. */
import { describe, expect, test } from 'vitest';
import { AID_TEXT, concat, toHex } from '../../simulator/apdu/index.ts';
import { createCard, defaultFullPins, loadProfile, type VirtualCard } from '../../simulator/card/index.ts';
import { createJlis } from '../../simulator/jlis/index.ts';
import { certificateText, citizenOf, countedBirthday } from '../../simulator/people/index.ts';
import { createWorld } from '../../simulator/world/index.ts';
import { find, objectsIn, text } from '../checks/card-records.ts';
import { decodeCertificate, fourItemsOfCertificate } from '../decode/index.ts';

const world = createWorld({ seed: 1 });
const jlis = createJlis(world);
/** The first twenty show one difficulty each. */
const people = Array.from({ length: 20 }, (_, n) => citizenOf(world.chance, n + 1));

/** 基本4情報 of the 券面事項入力補助AP, as somebody reads them who knows the PIN. */
function attributesOn(card: VirtualCard): Uint8Array {
  card.power('on');
  const send = (...command: number[]): Uint8Array => {
    const rapdu = card.transmit(Uint8Array.from(command));
    if (!toHex(rapdu.slice(-2)).startsWith('9')) throw new Error(`${toHex(rapdu.slice(-2))}`);
    return rapdu.slice(0, -2);
  };
  const pin = Buffer.from(defaultFullPins.textPin);
  send(0x00, 0xa4, 0x04, 0x0c, AID_TEXT.length, ...AID_TEXT);
  send(0x00, 0xa4, 0x02, 0x0c, 0x02, 0x00, 0x11);
  send(0x00, 0x20, 0x00, 0x80, pin.length, ...pin);
  send(0x00, 0xa4, 0x02, 0x0c, 0x02, 0x00, 0x02);
  const parts = Array.from({ length: 4 }, (_, block) => {
    try {
      return send(0x00, 0xb0, block, 0x00, 0x00);
    } catch {
      return new Uint8Array(); // behind the last block of a short record
    }
  });
  return concat(...parts);
}

describe.each(people)('citizen $number, $name', (citizen) => {
  const { data, signCert } = jlis.issueProfileCard(citizen, loadProfile('default'));

  if (citizen.number % 10 === 0) {
    test('a child has no signing certificate', () => expect(signCert).toBeUndefined());
  } else {
    test('the certificate holds the substitutes and their flags', () => {
      const name = certificateText(citizen.name);
      const address = certificateText(citizen.address);
      expect(fourItemsOfCertificate(signCert!)).toEqual({
        name: name.text,
        nameSubstitutes: name.flags,
        address: address.text,
        addressSubstitutes: address.flags,
        birth: citizen.birth,
        gender: citizen.gender,
      });
      const { notBefore, notAfter } = decodeCertificate(signCert!);
      expect(notAfter > notBefore).toBe(true);
    });
  }

  test('the card tells what the register says, in UTF-8', () => {
    const objects = objectsIn(attributesOn(createCard(data)), 0xff20);
    const [name, address, birth, gender] = [0xdf22, 0xdf23, 0xdf24, 0xdf25].map((tag) =>
      text(find(objects, tag)?.value),
    );
    expect([name, address, gender]).toEqual([citizen.name, citizen.address, citizen.gender]);
    // An unknown birthday may stand as it is or as the day that counts: what real cards say is not known.
    const days = [citizen.birth, countedBirthday(citizen.birth)].map((day) => day.replaceAll('-', ''));
    expect(days).toContain(birth);
  });
});
