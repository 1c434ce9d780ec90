import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/version-is-3',
  says: 'A certificate is of version 3.',
  source: standard('RFC 5280, 4.1.2.1'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate: { version } }) => (version === 3 ? undefined : `version ${version}`),
};

export default rule;
