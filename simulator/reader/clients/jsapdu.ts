/** AokiApp/jsapdu, package mynacard: short EF identifiers instead of SELECT, extended Le, full counters before any try. */
import {
  AID,
  asciiHex,
  basicFourHex,
  bytes,
  type ClientSequence,
  type Exchange,
  numberFileHex,
  ok,
} from './step.ts';

const JSAPDU = { client: 'AokiApp/jsapdu', version: '2026' };

/** SELECT with P2 00: the FCI, which names the application. */
const selectWithFci = (name: keyof typeof AID): Exchange =>
  ok(`00A404000A${AID[name]}00`, bytes(`6F0C840A${AID[name]}`));
const byte = (value: number): string => value.toString(16).toUpperCase().padStart(2, '0');
const queryBySfi = (sfi: number, tries: string): Exchange => ({
  capdu: `002000${byte(0x80 | sfi)}`,
  sw: `63C${tries}`,
});
const verifyBySfi = (sfi: number, pin: string): Exchange =>
  ok(`002000${byte(0x80 | sfi)}${byte(pin.length)}${asciiHex(pin)}`);
const readAllBySfi = (sfi: number): string => `00B0${byte(0x80 | sfi)}00000000`;

export const jsapdu: readonly ClientSequence[] = [
  {
    ...JSAPDU,
    shows: 'whole certificate files by short EF identifier, filler included',
    steps: (holder) => [
      selectWithFci('jpki'),
      ok(readAllBySfi(0x0a), { kind: 'certificate', name: 'authCert', offset: 0, length: holder.certEfSize }),
      queryBySfi(0x1b, '5'),
      verifyBySfi(0x1b, holder.signPin),
      ok(readAllBySfi(0x01), { kind: 'certificate', name: 'signCert', offset: 0, length: holder.certEfSize }),
    ],
  },
  {
    ...JSAPDU,
    shows: 'text AP: PIN opens number and 基本4情報, 照合番号A the number',
    steps: (holder) => {
      const four = basicFourHex(holder);
      return [
        selectWithFci('text'),
        queryBySfi(0x11, '3'),
        verifyBySfi(0x11, holder.textPin),
        ok(readAllBySfi(0x01), bytes(numberFileHex(holder))),
        ok(readAllBySfi(0x02), { kind: 'at-least', length: four.length / 2, startsHex: four }),
        selectWithFci('text'),
        queryBySfi(0x14, 'A'),
        verifyBySfi(0x14, holder.numberA),
        ok(readAllBySfi(0x01), bytes(numberFileHex(holder))),
        { capdu: readAllBySfi(0x02), sw: '6982' },
      ];
    },
  },
  {
    ...JSAPDU,
    shows: 'face AP: 照合番号B opens the face, not the image of the Individual Number',
    steps: (holder) => [
      selectWithFci('face'),
      queryBySfi(0x12, 'A'),
      verifyBySfi(0x12, holder.numberB),
      ok(readAllBySfi(0x02), { kind: 'at-least', length: 1000, startsHex: 'FF2082' }),
      { capdu: readAllBySfi(0x05), sw: '6982' },
    ],
  },
];
