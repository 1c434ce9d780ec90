import { enrolledIn } from '../../checks/library.ts';
import { endsAs, freshKeys, renewedBy } from '../../checks/library-keys.ts';
import { taps } from '../../checks/library-tap.ts';
import { testCase } from '../define.ts';
import { enrol, renew } from './doing.ts';

export default testCase({
  id: 'TC-LIB-063',
  role: 'library',
  requirements: ['ESA-R5-4-holder'],
  purpose: 'A renewal is signed by the key of the certificate in force, for a new key, without the card.',
  purposeJa: '更新の申込みには現に有効な証明書の鍵で署名し、新しい鍵の証明書を、カードなしで得る。',
  needs: ['renewal'],
  procedure: [enrol, renew],
  expectedResult: [
    enrolledIn(0),
    taps(1, 0),
    renewedBy(0, 1),
    endsAs(1, 'library.renew', 'issued'),
    freshKeys(0, 1),
  ],
  provenBy: { fail: ['mutant:library-renews-with-a-tap', 'mutant:library-uses-one-key'] },
});
