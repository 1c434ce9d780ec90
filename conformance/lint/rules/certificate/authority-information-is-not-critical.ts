import { EXTENSION } from '../../../decode/index.ts';
import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { extensionOf } from '../../reading.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/authority-information-is-not-critical',
  says: 'The authority information access is not critical.',
  source: standard('RFC 5280, 4.2.2.1'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate }) =>
    extensionOf(certificate, EXTENSION.authorityInfoAccess)?.critical
      ? 'the authority information access is critical'
      : undefined,
};

export default rule;
