import { NOT_CA } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/key-identifier-is-that-of-the-ca',
  says: 'The key identifier of the authority is the subject key identifier of the CA.',
  source: standard('RFC 5280, 4.2.1.1 and 4.2.1.2'),
  level: 'shall',
  appliesTo: NOT_CA,
  fault: ({ certificate: { akiHex }, issuer }) =>
    issuer === undefined || akiHex === undefined || akiHex === issuer.certificate.skiHex
      ? undefined
      : `key identifier ${akiHex}, that of the CA is ${issuer.certificate.skiHex}`,
};

export default rule;
