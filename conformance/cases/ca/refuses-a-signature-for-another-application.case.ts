import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, going } from './holding.ts';

export default testCase({
  id: 'TC-CA-022',
  role: 'ca',

  requirements: ['ESA-R5-2e'],
  purpose:
    'What the card signed for one application is refused in another, though the request inside is made for that other.',
  purposeJa:
    'ある申請のためにカードが署名した内容は、中の発行要求が別の申請のものでも、その別の申請では拒まれる。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('Content signed for one application is handed in for another', async (rig) => {
      const { holders } = rig;
      const [signed, meant] = [await going(holders.begin()), await going(holders.begin())];
      const content = holders.content(signed, holders.requests(meant, holders.scalar()));
      await holders.post(`/applications/${meant.offer.application}/signed`, {
        cms: holders.signed(1, content),
      });
    }),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'application-mismatch')],
  provenBy: { fail: ['mutant:ca-takes-other-applications'] },
});
