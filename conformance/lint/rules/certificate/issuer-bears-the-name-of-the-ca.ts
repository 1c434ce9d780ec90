import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { nameText, sameBytes } from '../../reading.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/issuer-bears-the-name-of-the-ca',
  says: 'The issuer field is the subject field of the CA, byte for byte.',
  source: standard('RFC 5280, 6.1.3 (a)(4); 4.1.2.4'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate: { issuerDer }, form, issuer }) =>
    issuer === undefined || form.issuer.length === 0 || sameBytes(issuerDer, issuer.certificate.subjectDer)
      ? undefined
      : `issued by ${nameText(form.issuer)}, the CA is ${nameText(issuer.form.subject)}`,
};

export default rule;
