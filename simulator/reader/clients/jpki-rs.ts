/**
 * siketyan/jpki-rs over PC/SC. Its first answer buffer has Le bytes, which is always too small, so every command is
 * transmitted twice: reads and signatures repeat, a wrong PIN costs two tries.
 */
import {
  asciiHex,
  bytes,
  type ClientSequence,
  certificateReads,
  type Exchange,
  numberFileHex,
  ok,
  query,
  read,
  selectAp,
  selectEf,
  signHash,
  verify,
} from './step.ts';

const JPKI_RS = { client: 'siketyan/jpki-rs', version: 'a9c3808e' };

const twice = (exchanges: readonly Exchange[]): Exchange[] =>
  exchanges.flatMap((exchange) => [exchange, exchange]);
/** Both transmissions of a VERIFY with a wrong PIN, the counter going down with each. */
const wrongTwice = (left: number): Exchange[] => [
  verify('0000', `63C${left - 1}`),
  verify('0000', `63C${left - 2}`),
];
const HOW = { first: 7, from: 0, step: 256 };

export const jpkiRs: readonly ClientSequence[] = [
  {
    ...JPKI_RS,
    shows: 'a wrong PIN costs two tries, the next one blocks the PIN in its first transmission',
    steps: () => [
      ...twice([selectAp('jpki'), selectEf('0018'), query(3)]),
      ...wrongTwice(3),
      ...twice([query(1)]),
      verify('0000', '63C0'),
      verify('0000', '6984'),
    ],
  },
  {
    ...JPKI_RS,
    shows: 'signature and certificate although each command comes twice',
    steps: (holder) =>
      twice([
        selectAp('jpki'),
        selectEf('001B'),
        verify(holder.signPin),
        selectEf('001A'),
        signHash('sign', 'sha1'),
        selectEf('0001'),
        ...certificateReads(holder, 'signCert', HOW),
      ]),
  },
  {
    ...JPKI_RS,
    shows: 'Individual Number and card face, each command twice',
    steps: (holder) =>
      twice([
        selectAp('text'),
        selectEf('0011'),
        verify(holder.textPin),
        selectEf('0001'),
        read(0, 17, bytes(numberFileHex(holder))),
        selectAp('face'),
        selectEf('0012'),
        ok(`002000800E${asciiHex(holder.numberB)}`),
        selectEf('0002'),
        read(0, 7, { kind: 'at-least', length: 7, startsHex: 'FF2082' }),
      ]),
  },
];
