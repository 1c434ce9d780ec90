import { FID } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { type Exchange, ef, inJpki, part, refused, right, withPin } from './dialogue.ts';

interface Row {
  readonly id: `TC-CARD-${number}`;
  readonly requirement: 'CARD-INS' | 'CARD-CLA' | 'CARD-CHANNEL' | 'CARD-CHAINING' | 'CARD-SM';
  readonly what: string;
  readonly ja: string;
  readonly commands: readonly Exchange[];
  readonly mutant: `mutant:${string}`;
}

const rows: readonly Row[] = [
  {
    id: 'TC-CARD-070',
    requirement: 'CARD-INS',
    what: 'An instruction that the card does not have answers 6D00',
    ja: 'カードにない命令は6D00',
    commands: [
      ['00120000', '6D00'],
      ['00FE0000 00', '6D00'],
      ['80120000 01 00', '6D00'],
    ],
    mutant: 'mutant:card-knows-every-instruction',
  },
  {
    id: 'TC-CARD-171',
    requirement: 'CARD-INS',
    what: 'GET RESPONSE, which no answer of this card asks for, and GET DATA with an odd instruction answer 6D00 (assumed)',
    ja: 'このカードでは不要なGET RESPONSEと、奇数命令のGET DATAは6D00（想定）',
    commands: [
      ['00C00000 00', refused('6D00')],
      ['00CB3FFF 03 5C0142 00', [...refused('6D00'), '6A88']],
    ],
    mutant: 'mutant:card-knows-every-instruction',
  },
  {
    id: 'TC-CARD-071',
    requirement: 'CARD-CLA',
    what: 'A class that the card does not have answers 6E00',
    ja: 'カードにないクラスは6E00',
    commands: [
      ['A0A40200 02 0006', '6E00'],
      ['E0A40200 02 0006', '6E00'],
      ['20B00000 04', '6E00'],
    ],
    mutant: 'mutant:card-ignores-the-class',
  },
  {
    id: 'TC-CARD-072',
    requirement: 'CARD-CHANNEL',
    what: 'A logical channel other than the basic one answers 6881 (observed)',
    ja: '基本チャネル以外の論理チャネルは6881（観測）',
    commands: [
      ['01A4020C 02 0006', ['6881', '6E00', '6882']],
      ['02B00000 04', ['6881', '6E00', '6882']],
      ['03200080', ['6881', '6E00', '6882']],
    ],
    mutant: 'mutant:card-ignores-the-class',
  },
  {
    id: 'TC-CARD-073',
    requirement: 'CARD-CHAINING',
    what: 'A chained part of a VERIFY is not taken for the whole (6884 assumed; a card that can chain answers 9000 to the part and opens nothing)',
    ja: '連鎖の一部であるVERIFYを全体とみなさない（6884と想定。連鎖対応のカードは9000を返すが何も開かない）',
    commands: [
      ['00A4020C 02 001B', '9000'],
      [
        withPin('signPin', (pin) => Uint8Array.of(0x10, 0x20, 0x00, 0x80, 6, ...Buffer.from(pin))),
        ['6884', '9000', '6E00'],
      ],
      // A card that can chain may want the rest of the chain first (6883).
      ['00A4020C 02 0001', ['9000', '6883']],
      ['00A4020C 02 0001', '9000'],
      ['00B00000 04', '6982'],
    ],
    mutant: 'mutant:card-takes-a-part-for-the-whole',
  },
  {
    id: 'TC-CARD-074',
    requirement: 'CARD-SM',
    what: 'Secure messaging, which this application does not have, answers SELECT with 6882 and other commands with 69FC (observed)',
    ja: 'この応用にないセキュアメッセージングは、SELECTに6882、その他に69FCを返す（観測）',
    commands: [
      ['08A4020C 02 0006', ['6882', '69FC', '6E00', '6987', '6988']],
      ['08B00000 04', ['69FC', '6882', '6E00', '6987', '6988']],
      ['0C200080 04 31323334', ['69FC', '6882', '6E00', '6987', '6988']],
    ],
    mutant: 'mutant:card-ignores-the-class',
  },
];

/** One row for each way in which the first bytes can be unknown. */
export default rows.map(({ id, requirement, what, ja, commands, mutant }) =>
  testCase({
    id,
    role: 'card',
    requirements: [requirement],
    purpose: `${what}; the card goes on as before.`,
    purposeJa: `${ja}。その後も変わりなく応答する。`,
    ...inJpki(
      part('The usual', ef(FID.AUTH_CERT), ['00B00000 04', '9000', 4]),
      part('The unknown', ...commands),
      part('The usual again', ef(FID.SIGN_PIN), [right('signPin'), '9000']),
    ),
    provenBy: { fail: [mutant] },
  }),
);
