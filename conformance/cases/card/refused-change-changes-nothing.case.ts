import { FID, utf8Encode, verify } from '../../../simulator/apdu/index.ts';
import { follows } from '../../checks/card-dialogue.ts';
import { testCase } from '../define.ts';
import { changeTo, ef, inJpki, part, right } from './dialogue.ts';

const rows = [
  {
    id: 'TC-CARD-166',
    fid: FID.AUTH_PIN,
    pin: 'authPin',
    value: 'A642',
    what: 'authentication PIN with a letter',
    ja: '英字を含む利用者証明用PIN',
  },
  {
    id: 'TC-CARD-167',
    fid: FID.SIGN_PIN,
    pin: 'signPin',
    value: 'new026',
    what: 'signing password in lower case',
    ja: '小文字の署名用パスワード',
  },
] as const;

/** One row for each PIN. Whether the card looks at the alphabet is not known; whether it does what it says can be seen. */
export default rows.map(({ id, fid, pin, value, what, ja }) =>
  testCase({
    id,
    role: 'card',
    requirements: ['CARD-CHANGE-FORMAT'],
    purpose: `A new ${what} is refused (6A80 assumed) and the old one stays right; a card that takes it is told, and then the new one is right.`,
    purposeJa: `新しい${ja}は拒まれ（6A80と想定）、古い値が正しいままである。受け入れるカードは助言のみとし、その場合は新しい値が正しい。`,
    destructive: true,
    ...inJpki(
      part(
        'Change, then the old value and the new one',
        ef(fid),
        [right(pin), '9000'],
        [changeTo(value), ['6A80', '6700', '6985', '6A87', '9000']],
        [right(pin), ['9000', '63Cx']],
        [verify(utf8Encode(value)), ['63Cx', '9000']],
      ),
      (index) => follows(index, 'a refused change changes nothing', [2, '6xxx'], [3, '9000'], [4, '63Cx']),
      (index) => follows(index, 'a change that is taken is one', [2, '9000'], [3, '63Cx'], [4, '9000']),
    ),
    provenBy: { fail: ['mutant:card-changes-and-refuses'] },
  }),
);
