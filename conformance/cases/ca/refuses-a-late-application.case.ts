import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, going } from './holding.ts';

export default testCase({
  id: 'TC-CA-024',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['OP-APPLICATION-LIFE'],
  purpose: 'A signed application that comes after the expiry named in the offer is refused.',
  purposeJa: '申出に示された期限の後に届いた署名済みの申込みは拒む。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('The person begins, and hands in too late', async (rig) => {
      const { holders } = rig;
      const begun = await going(holders.begin());
      await rig.advance(new Date(begun.offer.expires).getTime() - rig.world.clock.now().getTime() + 2000);
      const content = holders.content(begun, holders.requests(begun, holders.scalar()));
      await holders.post(`/applications/${begun.offer.application}/signed`, {
        cms: holders.signed(1, content),
      });
    }),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'application-expired')],
  provenBy: { fail: ['mutant:ca-forgets-the-expiry'] },
});
