import { hears } from '../../checks/ca-cases.ts';
import { asks, asksWithinConsents } from '../../checks/ca-consent.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs, OWN_SERVICE } from './holding.ts';
import { askEvents, move, settled } from './people.ts';

export default testCase({
  id: 'TC-CA-057',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['J4-unit'],
  purpose:
    'After a consent for one service the latest items are asked for that service alone, and the relying party of another hears nothing.',
  purposeJa:
    '一つのサービスへの同意により求めるのはそのサービスのためだけであり、他のサービス事業者には何も知らせない。',
  procedure: [
    step('Two people enrol at the bank; one consents for the CA, the other for the bank', async (rig) => {
      await enrolAs(rig, 'own', 1);
      await rig.holders.consent(1, OWN_SERVICE);
      await enrolAs(rig, 'bank', 2);
      await rig.holders.consent(2, rig.appId);
      await rig.advance(2 * DAY);
    }),
    step('The first one moves', (rig) => {
      move(rig, 1);
      return settled(rig);
    }),
    step('The bank asks what happened', (rig) => askEvents(rig)),
    step('The second one moves', (rig) => {
      move(rig, 2);
      return settled(rig);
    }),
    step('The bank asks again', (rig) => askEvents(rig)),
  ],
  expectedResult: [
    asks(1),
    hears(2, 0, 'attributes-changed'),
    asks(3),
    hears(4, 1, 'attributes-changed'),
    asksWithinConsents(),
  ],
  provenBy: { fail: ['mutant:ca-asks-for-every-service', 'mutant:ca-tells-every-app'] },
});
