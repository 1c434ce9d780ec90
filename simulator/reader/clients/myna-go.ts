/** jpki/myna, the Go command: a check connection before everything, certificates read again from offset 0. */
import {
  asciiHex,
  bytes,
  type ClientSequence,
  certificateReads,
  type Exchange,
  query,
  read,
  selectAp,
  selectEf,
  signHash,
  verify,
} from './step.ts';

const MYNA = { client: 'jpki/myna (Go)', version: 'tree before df6cd7e' };

/** Selects the label file twice; refuses the card unless the label, blanks cut off, is the one of this card. */
const check: readonly Exchange[] = [
  selectAp('jpki'),
  selectEf('0006'),
  selectEf('0006'),
  read(0, 32, bytes(asciiHex('JPKIAPICCTOKEN2'.padEnd(32)))),
];
const HOW = { first: 7, from: 0, step: 256 };
const tenTries: Exchange = { capdu: '00200080', sw: '63CA' };

/** READ BINARY up to `size` in steps of 256: a fixed size that the file must have. */
const readSized = (size: number): Exchange[] =>
  Array.from({ length: Math.ceil(size / 256) }, (_, at) => {
    const length = Math.min(256, size - at * 256);
    return read(at * 256, length, { kind: 'length', length });
  });

export const mynaGo: readonly ClientSequence[] = [
  {
    ...MYNA,
    shows: 'certificates of both kinds, each from offset 0 after its header',
    steps: (holder) => [
      ...check,
      selectAp('jpki'),
      selectEf('000A'),
      ...certificateReads(holder, 'authCert', HOW),
      selectEf('001B'),
      verify(holder.signPin),
      selectEf('0001'),
      ...certificateReads(holder, 'signCert', HOW),
      selectEf('001A'),
      signHash('sign', 'sha1'),
      signHash('sign', 'sha256'),
    ],
  },
  {
    ...MYNA,
    shows: 'pin status of three applications',
    steps: () => [
      ...check,
      selectAp('jpki'),
      ...[selectEf('0018'), query(3), selectEf('001B'), query(5)],
      ...[selectEf('0006'), read(0, 32, { kind: 'length', length: 32 })],
      ...[selectAp('face'), selectEf('0013'), tenTries, selectEf('0012'), tenTries],
      ...[
        selectAp('text'),
        selectEf('0011'),
        query(3),
        selectEf('0014'),
        tenTries,
        selectEf('0015'),
        tenTries,
      ],
    ],
  },
  {
    ...MYNA,
    shows: 'files of the text AP by fixed sizes: 336, 568 and 256 bytes must be there',
    steps: (holder) => [
      ...check,
      selectAp('text'),
      ...[selectEf('0011'), verify(holder.textPin)],
      ...[selectEf('0003'), ...readSized(336)],
      ...[selectEf('0004'), ...readSized(568)],
      ...[selectEf('0005'), ...readSized(256)],
    ],
  },
  {
    ...MYNA,
    shows: 'a blocked PIN is known by 6984',
    steps: (holder) => [
      ...check,
      selectEf('001B'),
      ...[4, 3, 2, 1, 0].map((left) => verify('WRONG1', `63C${left}`)),
      verify(holder.signPin, '6984'),
      query(0),
    ],
  },
];
