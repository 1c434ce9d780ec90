import { FID, fromHex, readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { type Exchange, ef, inApplication, part, refused } from './dialogue.ts';
import { AID, COMMON, SURFACE } from './files.ts';

/** 256 bytes: as long as an encrypted seed, below every modulus. */
const exchangeKey = fromHex(`80AE0000 000100 ${'5A'.repeat(256)}`.replaceAll(' ', ''));

interface Row {
  readonly id: `TC-CARD-${number}`;
  readonly aid: Uint8Array;
  readonly of: string;
  readonly sw: string;
  /** What this application does as before. */
  readonly usual: readonly Exchange[];
}

const rows: readonly Row[] = [
  {
    id: 'TC-CARD-136',
    aid: AID.JPKI,
    of: '公的個人認証AP',
    sw: '6982',
    usual: [ef(FID.TOKEN_INFO), [readBinary(0, 15), '9000', 15]],
  },
  {
    id: 'TC-CARD-137',
    aid: AID.RESIDENT,
    of: '住基AP',
    sw: '6982',
    usual: [ef(COMMON.KEY_REFERENCE), ['00B20104 00', '9000', 16]],
  },
  {
    id: 'TC-CARD-138',
    aid: AID.COMMON,
    of: '共通カードAP',
    sw: '66F1',
    usual: [['00B2010C 00', '9000', 30]],
  },
  {
    id: 'TC-CARD-139',
    aid: AID.SURFACE,
    of: '券面事項確認AP',
    sw: '66F1',
    usual: [ef(SURFACE.CV_CERTIFICATE), [readBinary(0, 16), '9000', 16]],
  },
];

/** One row for each application without secure messaging. */
export default rows.map(({ id, aid, of, sw, usual }) =>
  testCase({
    id,
    role: 'card',
    requirements: ['CARD-KEY-EXCHANGE'],
    purpose: `The ${of} has no secure messaging and takes no key for it: 80 AE answers ${sw} (observed).`,
    purposeJa: `${of}はセキュアメッセージングをもたず、その鍵を受け取らない。80 AEは${sw}（観測）。`,
    ...inApplication(
      aid,
      part('A key for secure messaging', [exchangeKey, refused(sw)]),
      part('The usual', ...usual),
    ),
    provenBy: { fail: ['mutant:card-exchanges-keys-everywhere'] },
  }),
);
