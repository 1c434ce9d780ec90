import { keyExchangedAfterSigning } from '../../attacks/clients.ts';
import { CA_HOST, issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';

export default testCase({
  id: 'TC-CA-007',
  role: 'ca',
  route: 'key-in-application',
  requirements: ['ESA-R6-3-2-i', 'ESA-R5-2'],
  purpose:
    'When the public key inside the application is exchanged on the way, after the card signed, nothing is issued.',
  purposeJa: 'カードの署名後に通信路で公開鍵が差し替えられた申込みには発行しない。',
  procedure: [
    step('Enrol undisturbed', (rig) => rig.enrol()),
    step('Enrol while a man in the middle exchanges the key', async (rig) => {
      const stop = rig.world.network.tamper(
        keyExchangedAfterSigning(CA_HOST, () => rig.world.keys.p256(`attacker ${rig.world.chance.id(4)}`)),
      );
      await rig.enrol({ phone: 'b' });
      stop();
    }),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'application-signature-invalid')],
  provenBy: { fail: ['mutant:ca-does-not-verify-the-card'] },
});
