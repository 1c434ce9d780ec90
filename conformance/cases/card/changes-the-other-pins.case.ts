import { concat, utf8Encode, verify } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { afterPowerOff, application, ef, inApplication, part, refused, right } from './dialogue.ts';
import { AID, COMMON, TEXT } from './files.ts';

const rows = [
  {
    id: 'TC-CARD-131',
    aid: AID.TEXT,
    fid: TEXT.PIN,
    pin: 'textPin',
    head: [0x00, 0x24, 0x01, 0x80],
    by: 'CHANGE REFERENCE DATA',
    what: 'PIN of the 券面事項入力補助AP',
    ja: '券面事項入力補助用暗証番号',
    mutant: 'mutant:card-changes-nothing',
  },
  {
    id: 'TC-CARD-132',
    aid: AID.COMMON,
    fid: COMMON.PIN,
    pin: 'officePin',
    head: [0x80, 0x32, 0x00, 0x80],
    by: 'CHANGE KEY',
    what: 'PIN of the 共通カードAP',
    ja: '共通カードAPの暗証番号',
    mutant: 'mutant:card-changes-no-key',
  },
  {
    id: 'TC-CARD-133',
    aid: AID.RESIDENT,
    fid: COMMON.PIN,
    pin: 'officePin',
    head: [0x80, 0x32, 0x00, 0x80],
    by: 'CHANGE KEY',
    what: 'PIN of the 住基AP',
    ja: '住民基本台帳用暗証番号',
    mutant: 'mutant:card-changes-no-key',
  },
] as const;

const next = utf8Encode('8642');

/** One row for each PIN outside the 公的個人認証AP that its holder may change. */
export default rows.map(({ id, aid, fid, pin, head, by, what, ja, mutant }) => {
  const change = concat(Uint8Array.from(head), Uint8Array.of(next.length), next);
  return testCase({
    id,
    role: 'card',
    requirements: ['CARD-CHANGE'],
    purpose: `The ${what} is changed by ${by} once verified, not before; afterwards the old value is wrong and the new one right.`,
    purposeJa: `${ja}は、照合後に限り${by}で変更でき、以後は古い値が誤り、新しい値が正しい。`,
    destructive: true,
    ...inApplication(
      aid,
      part('Not verified', ef(fid), [change, refused('6982')]),
      part('Verified', [right(pin), '9000'], [change, '9000', 0]),
      afterPowerOff(
        'After power-off',
        application(aid),
        ef(fid),
        [right(pin), '63C2'],
        [verify(next), '9000'],
      ),
    ),
    provenBy: { fail: [mutant] },
  });
});
