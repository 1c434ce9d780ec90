import { EXTENSION } from '../../../decode/index.ts';
import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { extensionOf } from '../../reading.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/alternative-names-are-not-critical',
  says: 'Alternative names of a subject that has a name, and of the issuer, are not critical.',
  source: standard('RFC 5280, 4.2.1.6 and 4.2.1.7'),
  level: 'should',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate }) =>
    [EXTENSION.subjectAltName, EXTENSION.issuerAltName].some((id) => extensionOf(certificate, id)?.critical)
      ? 'an alternative name is critical'
      : undefined,
};

export default rule;
