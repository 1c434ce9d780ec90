import { FID, queryTries, utf8Encode, verify } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { changeTo, ef, inJpki, part, right } from './dialogue.ts';

const badValue = ['6A80', '6700', '6985', '6A87'] as const;

const rows = [
  {
    id: 'TC-CARD-067',
    fid: FID.AUTH_PIN,
    pin: 'authPin',
    bad: ['123', '123456'],
    good: '8642',
    what: 'authentication PIN',
    ja: '利用者証明用PIN',
  },
  {
    id: 'TC-CARD-068',
    fid: FID.SIGN_PIN,
    pin: 'signPin',
    bad: ['AB123', 'ABCDEFGH123456789'],
    good: 'NEW2026PIN',
    what: 'signing password',
    ja: '署名用パスワード',
  },
] as const;

/** One row for each PIN that its holder may change here. */
export default rows.map(({ id, fid, pin, bad, good, what, ja }) =>
  testCase({
    id,
    role: 'card',
    requirements: ['CARD-CHANGE-FORMAT'],
    purpose: `A new ${what} that is too short or too long is refused (6A80 assumed), and the old one stays right.`,
    purposeJa: `短すぎる又は長すぎる新しい${ja}は拒まれ（6A80と想定）、古い値が正しいままである。`,
    destructive: true,
    ...inJpki(
      part(
        'Values of another length',
        ef(fid),
        [right(pin), '9000'],
        ...bad.map((value) => [changeTo(value), badValue] as const),
      ),
      part('The old value is right', [right(pin), '9000'], [queryTries(), ['63Cx', '9000']]),
      part('A value of a right length', [changeTo(good), '9000'], [verify(utf8Encode(good)), '9000']),
    ),
    provenBy: { fail: ['mutant:card-changes-to-anything'] },
  }),
);
