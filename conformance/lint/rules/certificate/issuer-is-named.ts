import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/issuer-is-named',
  says: 'The issuer has a name.',
  source: standard('RFC 5280, 4.1.2.4'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate: { issuer } }) => (issuer.length > 0 ? undefined : 'an empty name'),
};

export default rule;
