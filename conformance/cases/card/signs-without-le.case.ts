import { FID } from '../../../simulator/apdu/index.ts';
import { signatures } from '../../checks/card.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, REFUSED, right } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-161',
  role: 'card',
  requirements: ['CARD-SIGN-LE'],
  purpose:
    'A signature asked for without Le comes all the same (assumed), or is refused; in no case does the card answer 61xx, which its clients do not follow.',
  purposeJa: 'Leのない署名の要求にも署名を返すか（想定）、拒む。端末が対応しない61xxは返さない。',
  ...inJpki(
    part('VERIFY', ef(FID.AUTH_PIN), [right('authPin'), '9000'], ef(FID.AUTH_KEY)),
    part(
      'With Le, and without',
      ['802A0080 01 5A 00', '9000', 256],
      ['802A0080 01 5A', ['9000', ...REFUSED]],
    ),
    (index) =>
      expectation('the same signature, or none', (seen) => {
        const [whole, bare] = signatures(seen.step(index));
        if (!whole || bare?.sw !== 0x9000) return [];
        if (bare.answer.length === 0)
          return [{ kind: 'advisory', says: 'without Le there is 9000 and no signature', at: bare.n }];
        return Buffer.compare(whole.answer, bare.answer) === 0
          ? []
          : [{ kind: 'fail', says: 'without Le there is another signature', at: bare.n }];
      }),
  ),
  provenBy: { fail: ['mutant:card-announces-its-answers'] },
});
