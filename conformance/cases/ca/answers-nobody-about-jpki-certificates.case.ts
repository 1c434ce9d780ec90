import { readCertificate } from '../../../simulator/pki/index.ts';
import { issuedIn } from '../../checks/ca.ts';
import { statusIs } from '../../checks/ca-repository.ts';
import { tellsNoStatus } from '../../checks/ca-secrets.ts';
import { step, testCase } from '../define.ts';
import { askStatus, enrolAs, kept } from './holding.ts';

export default testCase({
  id: 'TC-CA-302',
  role: 'ca',
  requirements: ['JPKI-17-5'],
  purpose:
    'Asked by OCSP about a JPKI certificate that it has checked, the CA tells no status; of its own certificate it does.',
  purposeJa: '認証局は、自ら検証した署名用電子証明書の状態を第三者に答えない（自ら発行したものには答える）。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('Anybody asks about the certificate of the CA', (rig) => askStatus(rig, kept(rig, 'phone'))),
    step('Anybody asks about the certificate on the card', (rig) => {
      const { serial } = readCertificate(rig.society.card(rig.society.citizen(1)).signCert!);
      return askStatus(rig, kept(rig, 'phone'), serial, rig.jlis.anchors.sign.at(-1));
    }),
  ],
  expectedResult: [issuedIn(0), statusIs(1, 'good'), tellsNoStatus(2)],
  provenBy: { fail: ['mutant:ca-answers-for-j-lis'] },
});
