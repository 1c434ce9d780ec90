import { handedIn, issuedRightly, issues } from '../../checks/ca.ts';
import { keyFromApplication } from '../../checks/ca-ways.ts';
import { expectation } from '../../checks/expectation.ts';
import { failedIn } from '../../checks/instead.ts';
import { step, testCase } from '../define.ts';

export default testCase({
  id: 'TC-CA-001',
  role: 'ca',
  route: 'key-in-application',
  requirements: ['OP-NAME', 'NOTE-NO-HUMAN', 'ESA-R6-3-2-i', 'ESA-R6-4'],
  purpose:
    'An application signed by the card is answered at once with a certificate for the name on the card and the key in the application.',
  purposeJa: 'カードで署名した申込みには、カードの氏名と申込み中の公開鍵の電子証明書が直ちに返る。',
  procedure: [step('Enrol with one tap', (rig) => rig.enrol())],
  expectedResult: [
    issuedRightly(0),
    keyFromApplication(0),
    expectation('the answer to the signed application is the certificate itself', (seen) => {
      const [sent] = handedIn(seen.step(0));
      const [issued] = issues(seen.step(0));
      return sent && issued && sent.n === issued.n
        ? []
        : [
            failedIn(seen, 0, 'the certificate did not come with the answer to the application', {
              requirement: 'NOTE-NO-HUMAN',
              path: /\/signed$/,
            }),
          ];
    }),
  ],
  provenBy: {
    fail: [
      'mutant:ca-alters-the-name',
      'mutant:ca-six-years',
      'mutant:ca-certifies-its-own-key',
      'mutant:ca-waits-for-a-clerk',
    ],
  },
});
