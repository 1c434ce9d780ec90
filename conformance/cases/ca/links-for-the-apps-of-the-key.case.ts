import { saysNo } from '../../checks/ca.ts';
import { linksNothing, linksTheApps } from '../../checks/ca-person.ts';
import { CLINIC_APP } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, kept, SHOP } from './holding.ts';
import { askLink } from './people.ts';

export default testCase({
  id: 'TC-CA-068',
  role: 'ca',
  needs: ['attribute-certificates'],
  requirements: ['OP-LINK'],
  purpose: 'A grant signed by the key of a third app links nothing: the key speaks for its own app.',
  purposeJa: '第三のアプリの鍵による許諾では何も結び付けない。',
  procedure: [
    step('The person joins bank, shop and clinic', async (rig) => {
      await enrolAs(rig, 'bank');
      await enrolAs(rig, 'shop', 1, SHOP);
      await enrolAs(rig, 'clinic', 1, CLINIC_APP);
    }),
    step('A grant by the key of the bank is shown', (rig) => askLink(rig, kept(rig, 'bank'))),
    step('The same by the key of the clinic', (rig) => askLink(rig, kept(rig, 'clinic'))),
  ],
  expectedResult: [linksTheApps(1, 'abc-bank', 'shop'), saysNo(2, 'request-not-yours'), linksNothing(2)],
  provenBy: { fail: ['mutant:ca-links-under-any-grant'] },
});
