import { FID, queryTries, utf8Encode, verify } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { afterPowerOff, application, changeTo, ef, inJpki, part, right } from './dialogue.ts';
import { AID } from './files.ts';

const rows = [
  {
    id: 'TC-CARD-064',
    fid: FID.AUTH_PIN,
    pin: 'authPin',
    next: '8642',
    full: '63C3',
    less: '63C2',
    what: 'authentication PIN',
    ja: '利用者証明用PIN',
  },
  {
    id: 'TC-CARD-065',
    fid: FID.SIGN_PIN,
    pin: 'signPin',
    next: 'NEW026',
    full: '63C5',
    less: '63C4',
    what: 'signing password',
    ja: '署名用パスワード',
  },
] as const;

/** One row for each PIN that its holder may change here. */
export default rows.map(({ id, fid, pin, next, full, less, what, ja }) =>
  testCase({
    id,
    role: 'card',
    requirements: ['CARD-CHANGE'],
    purpose: `Once verified, the ${what} is changed by sending the new value alone; from then on the new one is right and the old one wrong, also after power-off.`,
    purposeJa: `${ja}は、照合後に新しい値のみを送って変更でき、以後は電源断の後も新しい値が正しく、古い値は誤りとなる。`,
    destructive: true,
    ...inJpki(
      part('VERIFY, then change', ef(fid), [right(pin), '9000'], [changeTo(next), '9000', 0]),
      part('The old value and the new one', [right(pin), less], [verify(utf8Encode(next)), '9000']),
      afterPowerOff(
        'After power-off',
        application(AID.JPKI),
        ef(fid),
        [queryTries(), full],
        [right(pin), less],
        [verify(utf8Encode(next)), '9000'],
      ),
    ),
    provenBy: { fail: ['mutant:card-changes-nothing'] },
  }),
);
