import { saysNo } from '../../checks/ca.ts';
import { hears } from '../../checks/ca-cases.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs } from './holding.ts';
import { askEvents, move, settled } from './people.ts';

export default testCase({
  id: 'TC-CA-112',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['OP-EVENTS'],
  purpose: 'Events are told to an operator that shows its client certificate, and to nobody who shows none.',
  purposeJa: '変更の通知は、クライアント証明書を示す事業者にのみ行う。',
  procedure: [
    step('The person enrols at the bank, and consents for it', async (rig) => {
      await enrolAs(rig, 'phone');
      await rig.holders.consent(1, rig.appId);
      await rig.advance(2 * DAY);
    }),
    step('The person moves, and J-LIS tells the CA', (rig) => {
      move(rig);
      return settled(rig);
    }),
    step('The bank asks', (rig) => askEvents(rig)),
    step('Somebody without a certificate asks', (rig) => rig.holders.get('/events?after=0')),
  ],
  expectedResult: [hears(2, 1, 'attributes-changed'), saysNo(3, 'caller-unknown')],
  provenBy: { fail: ['mutant:ca-takes-everybody-for-the-bank'] },
});
