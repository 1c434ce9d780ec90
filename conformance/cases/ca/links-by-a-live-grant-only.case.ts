import { profileTime } from '../../../simulator/profile/index.ts';
import { saysNo } from '../../checks/ca.ts';
import { linksNothing, linksTheApps } from '../../checks/ca-person.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, kept, MINUTE, SHOP } from './holding.ts';
import { askLink } from './people.ts';

export default testCase({
  id: 'TC-CA-067',
  role: 'ca',
  needs: ['attribute-certificates'],
  requirements: ['OP-LINK'],
  purpose: 'For a grant whose end has passed no identifiers are told.',
  purposeJa: '期限の過ぎた許諾に対しては識別子を示さない。',
  procedure: [
    step('The person joins bank and shop', async (rig) => {
      await enrolAs(rig, 'bank');
      await enrolAs(rig, 'shop', 1, SHOP);
    }),
    step('A grant in force is shown', (rig) => askLink(rig, kept(rig, 'bank'))),
    step('One that ended a minute ago is shown', (rig) => {
      const expires = profileTime(new Date(rig.world.clock.now().getTime() - MINUTE));
      return askLink(rig, kept(rig, 'bank'), { expires });
    }),
  ],
  expectedResult: [linksTheApps(1, 'abc-bank', 'shop'), saysNo(2, 'grant-ended'), linksNothing(2)],
  provenBy: { fail: ['mutant:ca-links-under-any-grant'] },
});
