import { saysNo } from '../../checks/ca.ts';
import { hears } from '../../checks/ca-cases.ts';
import { step, testCase } from '../define.ts';
import { theBankIsToHear } from './changes.ts';
import { askEvents } from './people.ts';

export default testCase({
  id: 'TC-CA-112',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['OP-EVENTS'],
  purpose: 'Events are told to an operator that shows its client certificate, and to nobody who shows none.',
  purposeJa: '変更の通知は、クライアント証明書を示す事業者にのみ行う。',
  procedure: [
    ...theBankIsToHear,
    step('The bank asks', (rig) => askEvents(rig)),
    step('Somebody without a certificate asks', (rig) => rig.holders.get('/events?after=0')),
  ],
  expectedResult: [hears(2, 1, 'attributes-changed'), saysNo(3, 'caller-unknown')],
  provenBy: { fail: ['mutant:ca-takes-everybody-for-the-bank'] },
});
