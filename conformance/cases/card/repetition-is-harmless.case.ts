import { toHex } from '../../../simulator/apdu/index.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { atPowerUp, type Exchange, part, right } from './dialogue.ts';
import { AID } from './files.ts';

const flow: readonly Exchange[] = [
  [`00A4040C 0A ${toHex(AID.JPKI)}`, '9000'],
  ['00A4020C 02 0018', '9000'],
  ['00200080', '63C3'],
  [right('authPin'), '9000'],
  ['00A4020C 02 0017', '9000'],
  ['802A0080 01 5A 00', '9000', 256],
  ['00A4020C 02 000A', '9000'],
  ['00B00000 07', '9000', 7],
  ['00B00100 00', '9000', 256],
  ['00B0000B 20', '9000', 32],
];

export default testCase({
  id: 'TC-CARD-079',
  role: 'card',
  requirements: ['CARD-REPETITION'],
  purpose:
    'Each command of a usual session, sent twice at once as one client does over PC/SC, gives the same answer both times.',
  purposeJa:
    '通常の手順の各コマンドを直ちに二度送っても（PC/SCで二度送る端末がある）、二度とも同じ応答を返す。',
  ...atPowerUp(part('Everything twice', ...flow.flatMap((exchange) => [exchange, exchange])), (index) =>
    expectation('both answers are the same', (seen) => {
      const { apdus } = seen.step(index);
      const other = apdus.find((a, i) => {
        const twin = apdus[i - 1];
        return i % 2 === 1 && twin && (twin.sw !== a.sw || Buffer.compare(twin.answer, a.answer) !== 0);
      });
      return other ? [{ kind: 'fail', says: 'the second answer is another one', at: other.n }] : [];
    }),
  ),
  provenBy: { fail: ['mutant:card-wants-a-pin-per-signature'] },
});
