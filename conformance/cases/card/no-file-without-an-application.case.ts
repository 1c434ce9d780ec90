import { FID, selectEf } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { afterPowerOff, application, atPowerUp, ef, part } from './dialogue.ts';
import { AID } from './files.ts';

export default testCase({
  id: 'TC-CARD-012',
  role: 'card',
  requirements: ['CARD-POWER-UP'],
  purpose:
    'Before an application is selected no file of one can be, also when one was current before power-off.',
  purposeJa: '応用を選択する前はそのファイルを選択できない。電源断の後も同じ。',
  ...atPowerUp(
    part('No application', [selectEf(FID.TOKEN_INFO), ['6A82', '6986']]),
    part('An application', application(AID.JPKI), ef(FID.TOKEN_INFO)),
    afterPowerOff('No application again', [selectEf(FID.TOKEN_INFO), ['6A82', '6986']]),
  ),
  provenBy: { fail: ['mutant:card-keeps-the-application-without-power'] },
});
