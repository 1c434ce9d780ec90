import { EXTENSION } from '../../../decode/index.ts';
import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { extensionOf } from '../../reading.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/key-usage-is-critical',
  says: 'The key usage is critical.',
  source: standard('RFC 5280, 4.2.1.3'),
  level: 'should',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate }) =>
    extensionOf(certificate, EXTENSION.keyUsage)?.critical === false
      ? 'the key usage is not critical'
      : undefined,
};

export default rule;
