import { createCa } from '../../../simulator/ca/index.ts';
import { OCSP_SIGN_URL } from '../../../simulator/society/index.ts';
import { chanceFrom, drawnKeys } from '../../../simulator/world/index.ts';
import { loginAccepted, loginRefused } from '../../checks/bank.ts';
import { CA_HOST } from '../../checks/ca.ts';
import { must } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { enrolled, logIn } from './enrolled.ts';

export default testCase({
  id: 'TC-RP-004',
  role: 'relying-party',
  requirements: ['OP-RP-TRUST'],
  purpose: 'An answer with a certificate of a CA of the same name but with another key is refused.',
  purposeJa: '名称が同じでも鍵の異なる認証局の証明書による応答は拒まれる。',
  initialCondition: enrolled,
  procedure: [
    step('Log in', (rig) => logIn(rig)),
    step('Another CA of the same name issues; log in with that certificate', async (rig) => {
      const { world } = rig;
      const other = createCa({
        ...world,
        keys: drawnKeys(chanceFrom(`another ca ${world.seed}`)),
        fetch: world.network.fetchAs('attacker'),
        jpkiAnchors: rig.jlis.anchors.sign,
        ocspUrl: OCSP_SIGN_URL,
      });
      world.network.serve(CA_HOST, 'attacker', other.handler);
      const outcome = await rig.enrol({ steps: {}, trust: [other.certificate] });
      must(outcome.state === 'issued');
      await logIn(rig);
    }),
  ],
  expectedResult: [loginAccepted(0), loginRefused(1, 'certificate-untrusted')],
  provenBy: { fail: ['mutant:bank-trusts-any-ca'] },
});
