import { EXTENSION } from '../../../decode/index.ts';
import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { extensionOf } from '../../reading.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/key-identifiers-are-not-critical',
  says: 'The identifiers of keys are not critical.',
  source: standard('RFC 5280, 4.2.1.1 and 4.2.1.2'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate }) =>
    [EXTENSION.authorityKeyIdentifier, EXTENSION.subjectKeyIdentifier].some(
      (id) => extensionOf(certificate, id)?.critical,
    )
      ? 'a key identifier is critical'
      : undefined,
};

export default rule;
