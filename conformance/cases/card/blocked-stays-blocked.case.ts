import { FID, queryTries } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { afterPowerOff, application, type Exchange, ef, inJpki, part, right, wrong } from './dialogue.ts';
import { AID } from './files.ts';

const blocked: readonly Exchange[] = [
  [right('authPin'), ['6984', '6983']],
  [queryTries(), ['63C0', '6984', '6983']],
];

export default testCase({
  id: 'TC-CARD-003',
  role: 'card',
  requirements: ['CARD-BLOCKED', 'CARD-COUNTER'],
  purpose:
    'The last wrong PIN answers 63C0; from then on even the right PIN answers 6984, also after the card left the field.',
  purposeJa: '最後の誤りは63C0、以後は正しいPINでも6984となり、電源断の後も変わらない。',
  destructive: true,
  ...inJpki(
    part('Three wrong PINs', ef(FID.AUTH_PIN), [wrong(), '63C2'], [wrong(), '63C1'], [wrong(), '63C0']),
    part('The right PIN, and the query', ...blocked),
    afterPowerOff('Out of the field and in again', application(AID.JPKI), ef(FID.AUTH_PIN), ...blocked),
  ),
  provenBy: { fail: ['mutant:card-never-blocks', 'mutant:card-power-off-restores-tries'] },
});
