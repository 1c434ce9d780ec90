import { JLIS_HOSTS } from '../../../simulator/jlis/index.ts';
import { statusForgedGood } from '../../attacks/forged-status.ts';
import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';

export default testCase({
  id: 'TC-CA-009',
  role: 'ca',
  requirements: ['ESA-R5-2d', 'JPKI-18-1'],
  purpose:
    'A "good" for a revoked certificate, signed by a responder that the JPKI CA never certified, leads to no certificate.',
  purposeJa: '認証局が認めていない応答者の署名による「有効」の応答を信じて発行しない。',
  procedure: [
    step('Enrol undisturbed', (rig) => rig.enrol()),
    step('J-LIS revokes; its answers are forged; enrol', async (rig) => {
      rig.jlis.revoke('sign', rig.citizen, 'keyCompromise');
      await rig.untilStatusTells();
      const stop = rig.world.network.tamper(
        statusForgedGood(rig.world, JLIS_HOSTS.ocspSign, rig.jlis.anchors.sign.at(-1)!),
      );
      await rig.enrol({ phone: 'b' });
      stop();
    }),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'jpki-status-unavailable')],
  provenBy: { fail: ['mutant:ca-believes-any-responder', 'mutant:ca-does-not-ask-j-lis'] },
});
