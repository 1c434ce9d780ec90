import { NOT_CA } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/lives-within-the-life-of-its-ca',
  says: 'A certificate begins and ends within the validity of the CA that issued it.',
  source: observed(
    'a JPKI key issues for four of its ten years, so that no certificate outlives it; RFC 5280 leaves it open',
  ),
  level: 'should',
  appliesTo: NOT_CA,
  fault: ({ certificate: { notBefore, notAfter }, issuer }) =>
    issuer === undefined ||
    notAfter <= notBefore ||
    (notBefore >= issuer.certificate.notBefore && notAfter <= issuer.certificate.notAfter)
      ? undefined
      : `the CA is valid from ${issuer.certificate.notBefore.toISOString()} to ${issuer.certificate.notAfter.toISOString()}`,
};

export default rule;
