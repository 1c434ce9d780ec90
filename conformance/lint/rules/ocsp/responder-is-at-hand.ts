import { OCSP_KINDS } from '../../kinds.ts';
import { responderOf } from '../../responder.ts';
import { type OcspRule, standard } from '../../rule.ts';

const rule: OcspRule = {
  id: 'ocsp/responder-is-at-hand',
  says: 'The certificate that the responder id points at is in the answer, or is that of the CA.',
  source: standard('RFC 6960, 4.2.2.3 and 4.2.2.2'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { basic }, issuer }) =>
    basic === undefined || responderOf(basic, issuer) !== undefined
      ? undefined
      : 'no certificate of the responder',
};

export default rule;
