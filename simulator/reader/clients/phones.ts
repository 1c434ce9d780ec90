/** Apps for phones: Android over IsoDep, iOS over CoreNFC. */
import {
  asciiHex,
  basicFourHex,
  bytes,
  type ClientSequence,
  certificateReads,
  type Exchange,
  numberFileHex,
  ok,
  query,
  read,
  readCertificate,
  selectAp,
  selectEf,
  signHash,
  verify,
} from './step.ts';

export const jpkiSignerAndroid: readonly ClientSequence[] = [
  {
    client: 'lulitech-dev/jpki-signer-android',
    version: '2026',
    shows: 'the counter is asked before the one VERIFY; certificates from offset 8 in steps of 255',
    steps: (holder) => [
      selectAp('jpki'),
      selectEf('001B'),
      query(5),
      selectEf('001B'),
      verify(holder.signPin),
      selectEf('0001'),
      ...certificateReads(holder, 'signCert', { first: 8, from: 8, step: 255 }),
      selectEf('0002'),
      ...certificateReads(holder, 'signCa', { first: 8, from: 8, step: 255 }),
      selectEf('001A'),
      signHash('sign', 'sha256'),
    ],
  },
];

/** SELECT application, SELECT PIN file, VERIFY without data and without Le. */
const remaining = (ap: Parameters<typeof selectAp>[0], fid: string, tries: number): Exchange[] => [
  selectAp(ap),
  selectEf(fid),
  query(tries),
];

export const tretJapanNfcReader: readonly ClientSequence[] = [
  {
    client: 'treastrain/TRETJapanNFCReader',
    version: '03470a51',
    shows: 'token label by its first 20 bytes, Individual Number, tries of four PINs in three applications',
    steps: (holder) => [
      selectAp('jpki'),
      selectEf('0006'),
      read(0, 20, bytes(asciiHex('JPKIAPICCTOKEN2'.padEnd(20)))),
      selectAp('text'),
      selectEf('0011'),
      verify(holder.textPin),
      selectEf('0001'),
      read(0, 17, bytes(numberFileHex(holder))),
      ...remaining('jpki', '001B', 5),
      ...remaining('jpki', '0018', 3),
      ...remaining('text', '0011', 3),
      ...remaining('common', '001C', 3),
    ],
  },
];

export const jpkiLocalSigner: readonly ClientSequence[] = [
  {
    client: 'nunnun/jpki-local-signer',
    version: '2026',
    shows: 'VERIFY follows the query without another SELECT; the certificate from offset 4',
    steps: (holder) => [
      selectAp('jpki'),
      selectEf('001B'),
      query(5),
      verify(holder.signPin),
      selectEf('0001'),
      ...certificateReads(holder, 'signCert', { first: 4, from: 4, step: 256 }),
      selectEf('001A'),
      signHash('sign', 'sha256'),
    ],
  },
];

const hex4 = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');

export const mynumbercardIdp: readonly ClientSequence[] = [
  {
    client: 'c-3lab/mynumbercard-idp (Android)',
    version: '2025',
    shows: 'the whole certificate in one answer by extended Le',
    steps: (holder) => {
      const size = holder.certificates.authCert.length;
      return [
        selectAp('jpki'),
        selectEf('0018'),
        query(3),
        verify(holder.authPin),
        selectEf('0017'),
        signHash('auth', 'sha256'),
        selectEf('000A'),
        readCertificate('authCert', 0, 4),
        ok(`00B0000000${hex4(size)}`, { kind: 'certificate', name: 'authCert', offset: 0, length: size }),
      ];
    },
  },
];

export const readmynumberPlus: readonly ClientSequence[] = [
  {
    client: 'dadachi/readmynumber-plus',
    version: '2026',
    shows: 'certificate by block numbers in P1; Individual Number with Le 16, 基本4情報 with Le 255',
    steps: (holder) => {
      const four = basicFourHex(holder);
      return [
        selectAp('jpki'),
        selectEf('000A'),
        ...certificateReads(holder, 'authCert', { first: 4, from: 0, step: 256 }),
        selectAp('text'),
        selectEf('0011'),
        verify(holder.textPin),
        selectEf('0001'),
        read(0, 16, bytes(numberFileHex(holder).slice(0, 32))),
        selectEf('0002'),
        read(0, 255, { kind: 'at-least', length: four.length / 2, startsHex: four }),
      ];
    },
  },
];

export const flutterNfcMynumber: readonly ClientSequence[] = [
  {
    client: 'MasayukiSuda/flutter_nfc_mynumber',
    version: '2025',
    shows: 'Le 256 on a file of 17 bytes gives 17; one byte at offset 2 is taken for the length of 基本4情報',
    steps: (holder) => {
      const four = basicFourHex(holder);
      return [
        selectAp('text'),
        selectEf('0011'),
        query(3),
        verify(holder.textPin),
        selectEf('0001'),
        read(0, 256, bytes(numberFileHex(holder))),
        selectEf('0002'),
        read(2, 1, bytes(four.slice(4, 6))),
        read(0, 0x71, { kind: 'at-least', length: four.length / 2, startsHex: four }),
      ];
    },
  },
];
