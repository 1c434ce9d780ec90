import { EXTENSION } from '../../../decode/index.ts';
import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { extensionOf } from '../../reading.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/key-usage-has-a-bit',
  says: 'If there is a key usage, at least one bit is set.',
  source: standard('RFC 5280, 4.2.1.3'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate }) =>
    extensionOf(certificate, EXTENSION.keyUsage) !== undefined && certificate.keyUsage.length === 0
      ? 'no bit is set'
      : undefined,
};

export default rule;
