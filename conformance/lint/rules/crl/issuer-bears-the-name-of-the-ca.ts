import { CRL_KINDS } from '../../kinds.ts';
import { nameText, sameBytes } from '../../reading.ts';
import { type CrlRule, standard } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/issuer-bears-the-name-of-the-ca',
  says: 'The issuer field is the subject field of the CA, byte for byte.',
  source: standard('RFC 5280, 5.1.2.3 and 6.3.3 (b)'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ crl, issuer }) =>
    issuer === undefined || sameBytes(crl.issuerDer, issuer.certificate.subjectDer)
      ? undefined
      : `issued by ${nameText(crl.issuer)}`,
};

export default rule;
