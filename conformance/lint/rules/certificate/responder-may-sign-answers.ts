import { OCSP_OID } from '../../../decode/index.ts';
import { OCSP_RESPONDER } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/responder-may-sign-answers',
  says: 'A delegated responder is certified for OCSP signing.',
  source: standard('RFC 6960, 4.2.2.2'),
  level: 'shall',
  appliesTo: OCSP_RESPONDER,
  fault: ({ certificate: { extKeyUsage } }) =>
    extKeyUsage.includes(OCSP_OID.signing) ? undefined : 'extended key usage lacks id-kp-OCSPSigning',
};

export default rule;
