/** jpki/myna, the Rust command: every opening reads the token label; certificates are read from behind their header. */
import {
  asciiHex,
  basicFourDecoded,
  basicFourHex,
  bytes,
  type ClientSequence,
  certificateReads,
  digestInfoHex,
  type ExpectedData,
  numberFileHex,
  ok,
  query,
  read,
  refused,
  selectAp,
  selectEf,
  signHash,
  verify,
} from './step.ts';

const MYNA = { client: 'jpki/myna (Rust)', version: 'f85dc71a' };

const label: ExpectedData = bytes(asciiHex('JPKIAPICCTOKEN2'.padEnd(32)));
export const openJpki = [selectAp('jpki'), selectEf('0006'), read(0, 32, label)];
const HOW = { first: 7, from: 7, step: 256 };

export const mynaRust: readonly ClientSequence[] = [
  {
    ...MYNA,
    shows: 'jpki cert -t auth: no PIN, content from offset 7',
    steps: (holder) => [...openJpki, selectEf('000A'), ...certificateReads(holder, 'authCert', HOW)],
  },
  {
    ...MYNA,
    shows: 'jpki cms sign: certificate and signatures with four hash functions after one VERIFY',
    steps: (holder) => [
      ...openJpki,
      selectEf('001B'),
      verify(holder.signPin),
      selectEf('0001'),
      ...certificateReads(holder, 'signCert', HOW),
      selectEf('001A'),
      signHash('sign', 'sha1'),
      signHash('sign', 'sha256'),
      signHash('sign', 'sha384'),
      signHash('sign', 'sha512'),
    ],
  },
  {
    ...MYNA,
    shows: 'jpki pkey sign: any bytes are padded verbatim; a mix of extended Lc and one-byte Le is refused',
    steps: (holder) => [
      ...openJpki,
      selectEf('0018'),
      verify(holder.authPin),
      selectEf('0017'),
      ok('802A00800968656C6C6F206A706B00', {
        kind: 'signature',
        key: 'auth',
        inputHex: '68656C6C6F206A706B',
      }),
      refused(`802A0080000100${'41'.repeat(256)}00`, '6700'),
    ],
  },
  {
    ...MYNA,
    shows: 'text mynumber and text attrs',
    steps: (holder) => {
      const four = basicFourHex(holder);
      const rest = four.slice(14);
      return [
        selectAp('text'),
        selectEf('0011'),
        verify(holder.textPin),
        selectEf('0001'),
        { ...read(0, 17, bytes(numberFileHex(holder))), decoded: { content: '12 digits' } },
        selectEf('0002'),
        read(0, 7, bytes(four.slice(0, 14))),
        { ...read(7, rest.length / 2, bytes(rest)), decoded: basicFourDecoded(holder) },
      ];
    },
  },
  {
    ...MYNA,
    shows: 'basic-info of both 券面 applications is free',
    steps: () => [
      selectAp('text'),
      selectEf('0005'),
      read(0, 7, { kind: 'at-least', length: 7, startsHex: 'FF40' }),
      selectAp('face'),
      selectEf('0003'),
      read(0, 7, { kind: 'at-least', length: 7, startsHex: 'FF30' }),
    ],
  },
  {
    ...MYNA,
    shows: 'visual photo: the number read with the PIN opens the card face as 照合番号A',
    steps: (holder) => [
      selectAp('text'),
      selectEf('0011'),
      verify(holder.textPin),
      selectEf('0001'),
      read(0, 17, bytes(numberFileHex(holder))),
      selectAp('face'),
      selectEf('0013'),
      verify(holder.numberA),
      selectEf('0002'),
      read(0, 7, { kind: 'at-least', length: 7, startsHex: 'FF2082' }),
    ],
  },
  {
    ...MYNA,
    shows: 'pin status: seven counters in three applications, in this order',
    steps: () => [
      selectAp('text'),
      ...[selectEf('0011'), query(3), selectEf('0014'), { capdu: '00200080', sw: '63CA' }],
      ...[selectEf('0015'), { capdu: '00200080', sw: '63CA' }],
      selectAp('face'),
      ...[selectEf('0013'), { capdu: '00200080', sw: '63CA' }],
      ...[selectEf('0012'), { capdu: '00200080', sw: '63CA' }],
      ...openJpki,
      ...[selectEf('0018'), query(3), selectEf('001B'), query(5)],
    ],
  },
  {
    ...MYNA,
    shows: 'pin change: the old value first, then the new one alone',
    steps: (holder) => [
      ...openJpki,
      selectEf('0018'),
      verify(holder.authPin),
      ok('002401800435363738'),
      { power: 'cycle' },
      ...openJpki,
      selectEf('0018'),
      verify(holder.authPin === '5678' ? '1234' : holder.authPin, '63C2'),
      verify('5678'),
    ],
  },
  {
    ...MYNA,
    shows: 'マイナポータル helper: log-in signature, certificate, card serial in one session',
    steps: (holder) => [
      ...openJpki,
      selectEf('0018'),
      verify(holder.authPin),
      selectEf('0017'),
      ok(`802A008033${digestInfoHex('sha256', 'session')}00`, {
        kind: 'signature',
        key: 'auth',
        inputHex: digestInfoHex('sha256', 'session'),
      }),
      selectEf('000A'),
      ...certificateReads(holder, 'authCert', HOW),
      selectAp('common'),
      {
        ...ok('00B2010C00', bytes(`011C${asciiHex(holder.cardSerial)}`)),
        decoded: { 'serial number': holder.cardSerial.slice(0, 15) },
      },
    ],
  },
];
