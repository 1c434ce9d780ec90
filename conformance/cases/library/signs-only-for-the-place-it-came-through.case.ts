import { enrolledIn } from '../../checks/library.ts';
import { signsIt, signsNothing } from '../../checks/signing.ts';
import { step, testCase } from '../define.ts';
import { proposal } from './proposal.ts';

export default testCase({
  id: 'TC-LIB-106',
  role: 'library',
  requirements: ['OP-TX-PLACE'],
  purpose: 'A transaction that came through another origin, or was proposed to another app, is not signed.',
  purposeJa: '別の接続先を経た取引、別のアプリ宛ての取引には署名しない。',
  needs: ['transactions'],
  procedure: [
    step('Enrol', (rig) => rig.enrol()),
    step('A transaction is proposed', (rig) => rig.sign(proposal(rig))),
    step('A look-alike site passes it on', (rig) =>
      rig.sign(proposal(rig), { origin: 'https://bank-login.test' }),
    ),
    step('It was proposed to another app', (rig) => rig.sign({ ...proposal(rig), appId: 'shop' })),
  ],
  expectedResult: [enrolledIn(0), signsIt(1), signsNothing(2), signsNothing(3)],
  provenBy: { fail: ['mutant:library-signs-for-any-place'] },
});
