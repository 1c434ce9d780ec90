import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/distribution-point-names-a-list',
  says: 'Each distribution point names where its list is, or who issues it.',
  source: standard('RFC 5280, 4.2.1.13'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ form: { crlPoints = [] } }) =>
    crlPoints.some(({ fullName, hasCrlIssuer }) => fullName.length === 0 && !hasCrlIssuer)
      ? 'a distribution point without a name'
      : undefined,
};

export default rule;
