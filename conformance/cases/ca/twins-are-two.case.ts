import { otherIdentifier, sameIdentifier } from '../../checks/ca-person.ts';
import { step, testCase } from '../define.ts';
import { enrolAs } from './holding.ts';
import { makeTwins } from './people.ts';

export default testCase({
  id: 'TC-CA-070',
  role: 'ca',
  needs: ['attribute-certificates'],
  requirements: ['OP-NO-MERGING'],
  purpose: 'Two people whose four items are the same to the letter are two people to an app.',
  purposeJa: '基本4情報が一字一句同じ二人も、アプリにとって別人である。',
  procedure: [
    step('One of them enrols', (rig) => {
      makeTwins(rig);
      return enrolAs(rig, 'one', 2);
    }),
    step('The other one enrols', (rig) => enrolAs(rig, 'other', 3)),
    step('The first one enrols again', (rig) => enrolAs(rig, 'one again', 2)),
  ],
  expectedResult: [otherIdentifier(0, 1), sameIdentifier(0, 2)],
  provenBy: { fail: ['mutant:ca-merges-look-alikes', 'mutant:ca-identifies-nobody'] },
});
