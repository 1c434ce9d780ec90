import { FID, queryTries, readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { application, ef, inJpki, openAgain, part, refused, useTryAndOpen } from './dialogue.ts';
import { AID } from './files.ts';

export default testCase({
  id: 'TC-CARD-151',
  role: 'card',
  requirements: ['CARD-SELECTED-AGAIN'],
  purpose:
    'When the current application is selected again no file is current and used tries stay used; that what was verified is closed, as OpenSC counts on, is assumed: a card that keeps it is told, not failed.',
  purposeJa:
    '選択中の応用を再び選択すると現在のEFはなくなり、使った回数は戻らない。照合状態が失われること（OpenSCの前提）は想定であり、保つカードは助言のみとする。',
  destructive: true,
  ...inJpki(
    useTryAndOpen(),
    part(
      'The same application again',
      application(AID.JPKI),
      [readBinary(0, 4), refused('6986')],
      ef(FID.SIGN_CERT),
      [readBinary(0, 4), ['6982', '9000']],
    ),
    part('The tries', ef(FID.AUTH_PIN), [queryTries(), '63C2']),
    openAgain(),
  ),
  provenBy: { fail: ['mutant:card-gives-tries-when-selected-again'] },
});
