import { issuedIn } from '../../checks/ca.ts';
import { linksTheApps } from '../../checks/ca-person.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs, kept, MINUTE, OWN_SERVICE, SHOP } from './holding.ts';
import { askLink, move } from './people.ts';

export default testCase({
  id: 'TC-CA-066',
  role: 'ca',
  needs: ['controlled-clock', 'attribute-certificates'],
  requirements: ['NOTE-SAME-PERSON', 'OP-PERSON'],
  purpose:
    'Who joined one app before a marriage and a move, and another after, is one person: for a grant the CA tells the identifiers of both.',
  purposeJa:
    '婚姻と転居の前後に別々のアプリに加入した者は同一人であり、許諾により両アプリの識別子が示される。',
  procedure: [
    step('The person joins the bank and consents', async (rig) => {
      await enrolAs(rig, 'bank');
      await rig.holders.consent(1, OWN_SERVICE);
      await rig.advance(2 * DAY);
    }),
    step('The person marries and moves', (rig) => {
      rig.jlis.happen(1, { type: 'change-name', family: '架空改', given: '見本' });
      move(rig);
      return rig.advance(16 * MINUTE);
    }),
    step('The person joins the shop', (rig) => enrolAs(rig, 'shop', 1, SHOP)),
    step('The person lets the two be linked', (rig) => askLink(rig, kept(rig, 'bank'))),
  ],
  expectedResult: [issuedIn(0), issuedIn(2), linksTheApps(3, 'abc-bank', 'shop')],
  provenBy: { fail: ['mutant:ca-does-not-watch'] },
});
