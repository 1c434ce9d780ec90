import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/is-der',
  says: 'A certificate is DER throughout, the values of its extensions included.',
  source: standard('RFC 5280, 4.1; ITU-T X.690, 8 and 10 and 11'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate: { strict } }) => (strict.ok ? undefined : `${strict.why}, at byte ${strict.offset}`),
};

export default rule;
