import { sha256Hex } from '../../../simulator/profile/index.ts';
import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, going } from './holding.ts';

export default testCase({
  id: 'TC-CA-023',
  role: 'ca',

  requirements: ['ESA-R6-1-ca'],
  purpose: 'An application in which another text than the current one was agreed to is refused.',
  purposeJa: '現行の文書と異なる文書への同意しか含まない申込みは拒む。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('The person agrees to another text', async (rig) => {
      const { holders } = rig;
      const begun = await going(holders.begin());
      const agreed = begun.offer.terms.map(({ name }) => ({ name, sha256: sha256Hex('another text') }));
      const content = { ...holders.content(begun, holders.requests(begun, holders.scalar())), agreed };
      await holders.post(`/applications/${begun.offer.application}/signed`, {
        cms: holders.signed(1, content),
      });
    }),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'terms-not-agreed')],
  provenBy: { fail: ['mutant:ca-does-not-read-what-was-agreed'] },
});
