import { OCSP_KINDS } from '../../kinds.ts';
import { responderOf } from '../../responder.ts';
import { type OcspRule, standard } from '../../rule.ts';

const rule: OcspRule = {
  id: 'ocsp/responder-is-valid-when-it-answers',
  says: 'The certificate of the responder is valid when the answer is made.',
  source: standard('RFC 6960, 4.2.2.2; RFC 5280, 6.1.3 (a)(2)'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { basic }, issuer }) => {
    const responder = basic && responderOf(basic, issuer);
    if (basic === undefined || responder === undefined) return undefined;
    return basic.producedAt >= responder.notBefore && basic.producedAt <= responder.notAfter
      ? undefined
      : `valid from ${responder.notBefore.toISOString()} to ${responder.notAfter.toISOString()}`;
  },
};

export default rule;
