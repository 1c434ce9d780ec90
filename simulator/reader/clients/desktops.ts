/** Programs on a PC, over PC/SC or WebUSB. */

import type { Holder } from './holder.ts';
import {
  basicFourHex,
  bytes,
  type ClientSequence,
  certificateReads,
  type Exchange,
  numberFileHex,
  query,
  read,
  readCertificate,
  refused,
  selectAp,
  selectEf,
  signHash,
  verify,
} from './step.ts';

/** READ BINARY in equal steps until the file, filler included, is at its end: a short answer or 6B00. */
function readsToTheEnd(holder: Holder, name: 'signCert' | 'authCert', step: number): Exchange[] {
  const size = holder.certEfSize;
  const reads = Array.from({ length: Math.ceil(size / step) }, (_, at) => {
    const offset = at * step;
    const length = Math.min(step, size - offset);
    const { capdu } = readCertificate(name, offset, step);
    return { capdu, sw: '9000', data: { kind: 'certificate', name, offset, length } } as const;
  });
  const behind = reads.length * step;
  const { capdu } = readCertificate(name, behind, step);
  // A short last answer tells some clients that this was all; those that go on are told by 6B00.
  return [...reads, refused(capdu, '6B00')];
}

/** READ BINARY with the number of the block in P1 and Le 00: the last block reaches into the filler. */
function blocks(holder: Holder, name: 'authCert'): Exchange[] {
  const count = Math.ceil(holder.certificates[name].length / 256);
  return Array.from({ length: count }, (_, block) => readCertificate(name, block * 256, 256));
}

export const jpkiReader: readonly ClientSequence[] = [
  {
    client: 'gebogebogebo/JPKIReader',
    version: '2020',
    shows: 'SHA-1 signature; the last block of the certificate is read beyond its end',
    steps: (holder) => [
      selectAp('jpki'),
      selectEf('0018'),
      query(3),
      verify(holder.authPin),
      selectEf('0017'),
      signHash('auth', 'sha1'),
      selectEf('000A'),
      readCertificate('authCert', 0, 4),
      ...blocks(holder, 'authCert'),
    ],
  },
];

export const pyjpki: readonly ClientSequence[] = [
  {
    client: 'meowkawaiijp/pyjpki',
    version: '2024',
    shows: 'works only on a card that keeps the verified PIN when the same AP is selected again',
    knobs: { reselectSameAp: 'keep' },
    steps: (holder) => [
      selectAp('jpki'),
      selectEf('001B'),
      verify(holder.signPin),
      selectAp('jpki'),
      selectEf('0001'),
      ...readsToTheEnd(holder, 'signCert', 255),
      selectAp('jpki'),
      selectEf('001A'),
      signHash('sign', 'sha256'),
    ],
  },
  {
    client: 'meowkawaiijp/pyjpki',
    version: '2024',
    shows: 'fails on a card that forgets it, which is the default',
    steps: (holder) => [
      selectAp('jpki'),
      selectEf('001B'),
      verify(holder.signPin),
      selectAp('jpki'),
      selectEf('0001'),
      refused('00B00000FF', '6982'),
      selectAp('jpki'),
      selectEf('001A'),
      refused('802A008001AB00', '6982'),
    ],
  },
];

export const jpkiWeb: readonly ClientSequence[] = [
  {
    client: 'highdefinitionaudiodriver/jpki-web, jpki-image-signer',
    version: '2026',
    shows: 'the five-byte query is refused; signature before certificate; steps of 224 until 6B00',
    steps: (holder) => [
      selectAp('jpki'),
      selectEf('001B'),
      query(5),
      refused('0020008000', '6700'),
      verify(holder.signPin),
      selectEf('001A'),
      signHash('sign', 'sha256'),
      selectEf('0001'),
      ...readsToTheEnd(holder, 'signCert', 224),
    ],
  },
];

export const webusbMynumbercard: readonly ClientSequence[] = [
  {
    client: 'aruneko/WebUSB-MyNumberCard',
    version: '2023',
    shows: 'header of 7 bytes, then from 0; signatures with SHA-1 to SHA-512; text files',
    steps: (holder) => {
      const four = basicFourHex(holder);
      return [
        selectAp('jpki'),
        selectEf('000A'),
        ...certificateReads(holder, 'authCert', { first: 7, from: 0, step: 256 }),
        selectEf('0018'),
        verify(holder.authPin),
        selectEf('0017'),
        ...(['sha1', 'sha256', 'sha384', 'sha512'] as const).map((hash) => signHash('auth', hash)),
        selectAp('text'),
        selectEf('0011'),
        verify(holder.textPin),
        selectEf('0001'),
        read(0, 17, bytes(numberFileHex(holder))),
        selectEf('0002'),
        read(0, 7, bytes(four.slice(0, 14))),
      ];
    },
  },
];
