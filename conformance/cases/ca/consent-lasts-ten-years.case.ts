import { asks, asksNothing } from '../../checks/ca-consent.ts';
import { inv23 } from '../../checks/inv-23.ts';
import { holds } from '../../checks/invariant.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs, OWN_SERVICE } from './holding.ts';

const YEAR = 365 * DAY;

export default testCase({
  id: 'TC-CA-204',
  role: 'ca',
  needs: ['controlled-clock'],

  requirements: ['JPR-35-2-4'],
  purpose:
    'A consent outlives the JPKI certificate under which it was given, and nothing is asked under it after ten years.',
  purposeJa: '同意は、その時の署名用電子証明書の満了後も有効であり、十年を経過した後はこれに基づき求めない。',
  procedure: [
    step('The person enrols and consents', async (rig) => {
      await enrolAs(rig, 'phone');
      await rig.holders.consent(1, OWN_SERVICE, ['address']);
    }),
    step('The certificate has ended for two years', (rig) => rig.advance(7 * YEAR)),
    step('Ten years are over', (rig) => rig.advance(3 * YEAR + 10 * DAY)),
  ],
  expectedResult: [asks(1), asksNothing(2), holds(inv23)],
  provenBy: { fail: ['mutant:ca-ignores-the-end-of-consents', 'mutant:ca-does-not-watch'] },
});
