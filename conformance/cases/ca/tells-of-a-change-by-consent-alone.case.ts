import { hearsOfChange } from '../../checks/ca-changes.ts';
import { clientCertificateOf, type Rig } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs, MINUTE, SHOP } from './holding.ts';

const eventsFor = (rig: Rig, operator: string) =>
  rig.holders.get('/events', { as: clientCertificateOf(rig.world, operator) });

export default testCase({
  id: 'TC-CA-202',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['JPKI-52-6'],
  purpose:
    'Of two operators whose apps a person is in, the one to whose service the person consented hears of a move, and the other does not.',
  purposeJa: '本人が利用する二つのアプリのうち、同意のあるサービスの事業者だけが転居の事実を知る。',
  procedure: [
    step('The person joins two apps', async (rig) => {
      await enrolAs(rig, 'bank');
      await enrolAs(rig, 'shop', 1, SHOP);
    }),
    step('The person consents to the service of the bank', (rig) =>
      rig.holders.consent(1, rig.appId, ['address']),
    ),
    step('Two days later the person moves', async (rig) => {
      await rig.advance(2 * DAY);
      rig.jlis.happen(1, { type: 'move-within', address: '東京都千代田区試験町９－９－９' });
      rig.jlis.happen(1, { type: 'apply-certificates', kinds: ['sign'] });
      await rig.advance(16 * MINUTE);
    }),
    step('The bank asks for events', (rig) => eventsFor(rig, rig.appId)),
    step('The other operator asks for events', (rig) => eventsFor(rig, SHOP)),
  ],
  expectedResult: [hearsOfChange(3, true), hearsOfChange(4, false)],
  provenBy: { fail: ['mutant:ca-tells-every-app'] },
});
