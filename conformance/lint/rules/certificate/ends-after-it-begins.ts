import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/ends-after-it-begins',
  says: 'The validity ends later than it begins.',
  source: standard('RFC 5280, 4.1.2.5'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate: { notBefore, notAfter } }) =>
    notAfter > notBefore ? undefined : `from ${notBefore.toISOString()} to ${notAfter.toISOString()}`,
};

export default rule;
