import { OCSP_OID } from '../../../decode/index.ts';
import { OCSP_KINDS } from '../../kinds.ts';
import { sameBytes } from '../../reading.ts';
import { responderOf } from '../../responder.ts';
import { type OcspRule, standard } from '../../rule.ts';

const rule: OcspRule = {
  id: 'ocsp/responder-may-sign-answers',
  says: 'A delegated responder is certified for OCSP signing.',
  source: standard('RFC 6960, 4.2.2.2'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { basic }, issuer }) => {
    const responder = basic && responderOf(basic, issuer);
    if (
      responder === undefined ||
      (issuer !== undefined && sameBytes(responder.spki, issuer.certificate.spki))
    )
      return undefined;
    return responder.extKeyUsage.includes(OCSP_OID.signing)
      ? undefined
      : 'its certificate lacks id-kp-OCSPSigning';
  },
};

export default rule;
