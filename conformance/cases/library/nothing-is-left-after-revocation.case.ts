import { enrolledIn, refusesChallenge } from '../../checks/library.ts';
import { holdsCertificatesOf, revokes } from '../../checks/library-keys.ts';
import { step, testCase } from '../define.ts';
import { enrol, list, logIn, revoke } from './doing.ts';

export default testCase({
  id: 'TC-LIB-072',
  role: 'library',
  requirements: ['OP-REVOKE'],
  purpose: 'After a revocation the phone has no certificate, and no log-in is answered.',
  purposeJa: '失効後、端末に証明書は残らず、ログインに応答しない。',
  needs: ['revocation', 'inventory'],
  procedure: [enrol, step('End it', (rig) => revoke(rig, 'stop')), list, logIn],
  expectedResult: [enrolledIn(0), revokes(0, 1, 'stop'), holdsCertificatesOf(2), refusesChallenge(3)],
  provenBy: { fail: ['mutant:library-keeps-what-was-revoked'] },
});
