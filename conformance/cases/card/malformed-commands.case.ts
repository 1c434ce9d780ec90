import { FID, queryTries } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, right, withPin } from './dialogue.ts';

const rows = [
  {
    id: 'TC-CARD-075',
    what: 'Lc above what follows',
    ja: '後続よりも大きいLc',
    of: (pin: Uint8Array) => [0x00, 0x20, 0x00, 0x80, pin.length + 4, ...pin],
  },
  {
    id: 'TC-CARD-076',
    what: 'more than one byte behind the data',
    ja: 'データの後に2バイト以上の余り',
    of: (pin: Uint8Array) => [0x00, 0x20, 0x00, 0x80, pin.length, ...pin, 0, 0, 0],
  },
  {
    id: 'TC-CARD-077',
    what: 'an extended Lc cut short',
    ja: '途中で切れた拡張Lc',
    of: (pin: Uint8Array) => [0x00, 0x20, 0x00, 0x80, 0x00, pin.length, ...pin],
  },
] as const;

/** One row for each kind of length that does not fit; a reader may refuse to carry such bytes, the card must not guess. */
export default rows.map(({ id, what, ja, of }) =>
  testCase({
    id,
    role: 'card',
    requirements: ['CARD-MALFORMED'],
    purpose: `A command with ${what} answers 6700, verifies nothing and takes no try.`,
    purposeJa: `${ja}のあるコマンドは6700を返し、何も照合せず回数も減らさない。`,
    ...inJpki(
      part('The right PIN, malformed', ef(FID.SIGN_PIN), [
        withPin('signPin', (pin) => Uint8Array.from(of(Buffer.from(pin)))),
        '6700',
      ]),
      part('Nothing has happened', [queryTries(), '63C5'], ef(FID.SIGN_CERT), ['00B00000 04', '6982']),
      part('The right PIN, well formed', ef(FID.SIGN_PIN), [right('signPin'), '9000']),
    ),
    provenBy: { fail: ['mutant:card-mends-lengths'] },
  }),
);
