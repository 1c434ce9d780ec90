import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/only-a-ca-signs-certificates',
  says: 'Who may sign certificates is marked as a CA.',
  source: standard('RFC 5280, 4.2.1.3 and 4.2.1.9'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate: { keyUsage, isCa } }) =>
    keyUsage.includes('keyCertSign') && !isCa ? 'keyCertSign without cA TRUE' : undefined,
};

export default rule;
