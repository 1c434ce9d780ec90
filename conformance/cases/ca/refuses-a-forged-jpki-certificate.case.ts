import { signedUnderForgedCertificate } from '../../attacks/forged-card.ts';
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
    cms: signedUnderForgedCertificate(rig.world, signCert, content),
  });
}

export default testCase({
  id: 'TC-CA-016',
  role: 'ca',

  requirements: ['ESA-R5-2b'],
  purpose:
    'A JPKI certificate that agrees with a genuine one in names, number and key identifiers, but was not signed by J-LIS, leads to no certificate.',
  purposeJa: '氏名・番号・鍵識別子が真正なものと同じでも、機構の署名のない署名用電子証明書では発行しない。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('An attacker applies under a forged certificate of that person', apply),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'jpki-untrusted')],
  provenBy: { fail: ['mutant:ca-knows-j-lis-by-name'] },
});
