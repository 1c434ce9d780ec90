import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/path-length-belongs-to-a-ca',
  says: 'A path length stands only where cA is TRUE and the key may sign certificates.',
  source: standard('RFC 5280, 4.2.1.9'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate: { keyUsage, isCa }, form }) =>
    form.basicConstraints?.pathLength !== undefined && !(isCa && keyUsage.includes('keyCertSign'))
      ? 'a path length without a CA'
      : undefined,
};

export default rule;
