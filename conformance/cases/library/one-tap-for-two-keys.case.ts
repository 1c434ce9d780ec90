import { verifies } from '../../checks/card.ts';
import { exactly } from '../../checks/expectation.ts';
import { enrolledIn, onePresence } from '../../checks/library.ts';
import { asksForTwoKeys, issuesAPair } from '../../checks/separate-keys.ts';
import { SEPARATE } from '../ca/two-keys.ts';
import { testCase } from '../define.ts';
import { enrol } from './doing.ts';

export default testCase({
  id: 'TC-LIB-121',
  role: 'library',
  policy: SEPARATE,
  requirements: ['OP-SEPARATE-LIB'],
  purpose: 'One presence of the card leads to two certificates, for two keys of the phone.',
  purposeJa: 'カードの一回のタップで、端末の二つの鍵に係る二つの電子証明書の発行に至る。',
  procedure: [enrol],
  expectedResult: [
    onePresence(0),
    exactly(1, 'VERIFY C-APDU', (seen) => verifies(seen.step(0))),
    asksForTwoKeys(0),
    issuesAPair(0),
    enrolledIn(0),
  ],
  provenBy: { fail: ['mutant:library-makes-one-key-for-two'] },
});
