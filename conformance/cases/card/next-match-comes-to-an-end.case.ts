import { toHex } from '../../../simulator/apdu/index.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { atPowerUp, type Exchange, part } from './dialogue.ts';
import { AID } from './files.ts';

const beginning = toHex(AID.JPKI.subarray(0, 2));
const next: Exchange = [`00A40402 02 ${beginning} 00`, '9000/6A82'];

/** More than the card has applications, those that nobody knows included. */
const TURNS = 24;

export default testCase({
  id: 'TC-CARD-009',
  role: 'card',
  requirements: ['CARD-SELECT-NEXT'],
  purpose:
    'Asked for the next application whose name begins with D392, the card names each once and then answers 6A82 (observed on cards; the order is not known).',
  purposeJa: 'D392で始まる次の応用を問うと、各一回ずつ選択した後6A82を返す（順序は不明）。',
  ...atPowerUp(
    part('The first one', [`00A40400 0A ${toHex(AID.JPKI)} 00`, '9000']),
    part('The next one, again and again', ...Array.from({ length: TURNS }, () => next)),
    (index) =>
      expectation('after some turns there is no next one', (seen) => {
        const last = seen.step(index).apdus.at(-1);
        return last?.sw === 0x6a82
          ? []
          : [{ kind: 'fail', says: 'there is always a next application', ...(last && { at: last.n }) }];
      }),
  ),
  provenBy: { fail: ['mutant:card-has-always-a-next'] },
});
