import { signatureFault } from '../../../decode/index.ts';
import { OCSP_KINDS } from '../../kinds.ts';
import { sameBytes } from '../../reading.ts';
import { responderOf } from '../../responder.ts';
import { type OcspRule, standard } from '../../rule.ts';

const rule: OcspRule = {
  id: 'ocsp/responder-is-of-the-ca',
  says: 'The responder is the CA itself, or its certificate is signed by that very CA.',
  source: standard('RFC 6960, 4.2.2.2'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { basic }, issuer }) => {
    const responder = basic && responderOf(basic, issuer);
    if (responder === undefined || issuer === undefined || sameBytes(responder.spki, issuer.certificate.spki))
      return undefined;
    if (!sameBytes(responder.issuerDer, issuer.certificate.subjectDer)) return 'issued by another CA';
    return signatureFault(
      responder.algorithm,
      responder.tbs,
      responder.signature,
      issuer.certificate.publicKey,
    );
  },
};

export default rule;
