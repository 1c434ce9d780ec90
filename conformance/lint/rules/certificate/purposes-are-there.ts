import { EXTENSION } from '../../../decode/index.ts';
import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { extensionOf } from '../../reading.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/purposes-are-there',
  says: 'An extended key usage holds at least one purpose.',
  source: standard('RFC 5280, 4.2.1.12'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate }) =>
    extensionOf(certificate, EXTENSION.extKeyUsage) !== undefined && certificate.extKeyUsage.length === 0
      ? 'no purpose in it'
      : undefined,
};

export default rule;
