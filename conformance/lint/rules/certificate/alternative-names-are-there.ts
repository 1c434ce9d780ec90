import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/alternative-names-are-there',
  says: 'An extension of alternative names holds at least one.',
  source: standard('RFC 5280, 4.2.1.6 and 4.2.1.7'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ form }) =>
    form.subjectAltName?.length === 0 || form.issuerAltName?.length === 0 ? 'no name in it' : undefined,
};

export default rule;
