import { saysNo } from '../../checks/ca.ts';
import { linksNothing, linksTheApps } from '../../checks/ca-person.ts';
import { step, testCase } from '../define.ts';
import { askEnd, enrolAs, kept, SHOP } from './holding.ts';
import { askLink } from './people.ts';

export default testCase({
  id: 'TC-CA-069',
  role: 'ca',
  needs: ['attribute-certificates'],
  requirements: ['OP-LINK'],
  purpose: 'A grant signed by a key whose certificate ended links nothing.',
  purposeJa: '失効した電子証明書の鍵による許諾では何も結び付けない。',
  procedure: [
    step('The person joins bank and shop', async (rig) => {
      await enrolAs(rig, 'bank');
      await enrolAs(rig, 'shop', 1, SHOP);
    }),
    step('A grant is shown', (rig) => askLink(rig, kept(rig, 'bank'))),
    step('The person ends the certificate of the bank', (rig) => askEnd(rig, kept(rig, 'bank'), 'lost')),
    step('Another grant by the old key is shown', (rig) => askLink(rig, kept(rig, 'bank'))),
  ],
  expectedResult: [linksTheApps(1, 'abc-bank', 'shop'), saysNo(3, 'certificate-ended'), linksNothing(3)],
  provenBy: { fail: ['mutant:ca-renews-by-ended-keys'] },
});
