import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/subject-is-named',
  says: 'The subject has a name.',
  source: standard('RFC 5280, 4.1.2.6'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate: { subject } }) => (subject.length > 0 ? undefined : 'an empty name'),
};

export default rule;
