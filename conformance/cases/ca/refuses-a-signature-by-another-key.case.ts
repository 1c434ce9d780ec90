import { signedByAnotherKey } from '../../attacks/forged-card.ts';
import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { must, type Rig } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, going } from './holding.ts';

/** The application of citizen 1, signed by what `sign` makes of certificate and content. */
async function apply(rig: Rig): Promise<void> {
  const begun = await going(rig.holders.begin());
  const { signCert } = rig.holders.card(1);
  must(signCert !== undefined);
  const content = rig.holders.content(begun, rig.holders.requests(begun, rig.holders.scalar()));
  await rig.holders.post(`/applications/${begun.offer.application}/signed`, {
    cms: signedByAnotherKey(rig.world, signCert, content),
  });
}

export default testCase({
  id: 'TC-CA-015',
  role: 'ca',

  requirements: ['ESA-R5-2', 'JPKI-19-1-signature'],
  purpose:
    'An application that shows a person’s JPKI certificate but was signed by another key gets no certificate.',
  purposeJa: '署名用電子証明書を添えても、別の鍵で署名された申込みには発行しない。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('An attacker applies under the certificate of that person', apply),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'application-signature-invalid')],
  provenBy: { fail: ['mutant:ca-does-not-verify-the-card'] },
});
