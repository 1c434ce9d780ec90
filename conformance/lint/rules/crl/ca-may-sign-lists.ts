import { CRL_KINDS } from '../../kinds.ts';
import { type CrlRule, standard } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/ca-may-sign-lists',
  says: 'The key usage of the CA that signed allows lists.',
  source: standard('RFC 5280, 4.2.1.3 and 6.3.3 (f)'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ issuer }) =>
    issuer === undefined ||
    issuer.certificate.keyUsage.length === 0 ||
    issuer.certificate.keyUsage.includes('cRLSign')
      ? undefined
      : `key usage ${issuer.certificate.keyUsage.join(', ')}`,
};

export default rule;
