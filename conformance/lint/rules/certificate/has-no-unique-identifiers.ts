import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/has-no-unique-identifiers',
  says: 'Neither issuer nor subject has a unique identifier.',
  source: standard('RFC 5280, 4.1.2.8'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ form }) => (form.hasUniqueIds ? 'issuerUniqueID or subjectUniqueID is there' : undefined),
};

export default rule;
