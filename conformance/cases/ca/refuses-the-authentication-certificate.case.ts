import { withAuthenticationKey } from '../../attacks/clients.ts';
import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { inv02 } from '../../checks/inv-02.ts';
import { holds } from '../../checks/invariant.ts';
import { step, testCase } from '../define.ts';

export default testCase({
  id: 'TC-CA-004',
  role: 'ca',
  requirements: ['ESA-R5-2'],
  purpose:
    'An application signed by the authentication key, with the authentication certificate, gets no certificate.',
  purposeJa: '利用者証明用の鍵と電子証明書による申込みには発行しない。',
  procedure: [
    step('Enrol with the signing key', (rig) => rig.enrol()),
    step('Enrol with the authentication key instead', (rig) =>
      rig.enrol({ phone: 'b', steps: withAuthenticationKey(rig.pins.authPin) }),
    ),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'jpki-purpose'), holds(inv02)],
  provenBy: { fail: ['mutant:ca-takes-any-purpose', 'mutant:ca-knows-people-by-their-other-key'] },
});
