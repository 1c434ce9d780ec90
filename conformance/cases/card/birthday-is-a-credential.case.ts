import { queryTries, readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { application, atPowerUp, ef, holderValues, part, value, wrong } from './dialogue.ts';
import { AID, SURFACE } from './files.ts';

export default testCase({
  id: 'TC-CARD-093',
  role: 'card',
  requirements: ['CARD-CREDENTIALS'],
  purpose:
    'The birthday, six digits with the year of the era, opens the record of age, a wrong one does not; how many tries it has is not known.',
  purposeJa: '生年月日（元号年の6桁）は年齢確認の記録を開き、誤った値では開かない。回数は知られていない。',
  destructive: true,
  ...atPowerUp(
    holderValues(),
    part(
      'A wrong birthday',
      application(AID.SURFACE),
      ef(SURFACE.BIRTH),
      [queryTries(), ['63Cx', '6300']],
      [wrong(6), ['63Cx', '6300']],
      ef(SURFACE.AGE),
      [readBinary(0, 3), '6982'],
    ),
    part('The right one', ef(SURFACE.BIRTH), [value('birth'), '9000'], ef(SURFACE.AGE), [
      readBinary(0, 3),
      '9000',
      3,
    ]),
  ),
  provenBy: { fail: ['mutant:card-opens-after-any-try'] },
});
