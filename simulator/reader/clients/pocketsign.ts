/** PocketSign Verify: the values of its published mock, and reading data and card authentication in one session. */
import {
  asciiHex,
  basicFourDecoded,
  basicFourHex,
  type ClientSequence,
  digestInfoHex,
  ok,
  read,
  selectAp,
  selectEf,
  sign,
  signHash,
  verify,
} from './step.ts';

const POCKETSIGN = { client: 'PocketSign Verify SDK (defaults of its mock)', version: '2026' };

export const pocketsign: readonly ClientSequence[] = [
  {
    ...POCKETSIGN,
    shows: 'default PINs ABC123 and 1234 open both keys and the text AP',
    steps: () => [
      selectAp('jpki'),
      selectEf('001B'),
      verify('ABC123'),
      selectEf('001A'),
      signHash('sign', 'sha256'),
      selectEf('0018'),
      verify('1234'),
      selectEf('0017'),
      signHash('auth', 'sha256'),
      selectAp('text'),
      selectEf('0011'),
      verify('1234'),
    ],
  },
  {
    ...POCKETSIGN,
    shows: '基本4情報 by 照合番号B and 内部認証 without any PIN, in one session',
    steps: (holder) => {
      const four = basicFourHex(holder);
      return [
        selectAp('text'),
        selectEf('0015'),
        ok(`002000800E${asciiHex(holder.numberB)}`),
        selectEf('0002'),
        {
          ...read(0, 256, { kind: 'at-least', length: four.length / 2, startsHex: four }),
          decoded: basicFourDecoded(holder),
        },
        sign('text', digestInfoHex('sha256', 'nonce'), '0000'),
        selectAp('face'),
        sign('face', digestInfoHex('sha256', 'nonce'), '0000'),
      ];
    },
  },
];
