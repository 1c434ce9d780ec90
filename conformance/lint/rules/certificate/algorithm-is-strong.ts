import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, law } from '../../rule.ts';
import { algorithmFault } from '../../strength.ts';

const rule: CertificateRule = {
  id: 'certificate/algorithm-is-strong',
  says: 'The certificate is signed with RSA or ECDSA and a hash of the SHA-2 family, the parameters as their standards have them.',
  source: law('電子署名法施行規則6条6号 with 2条; RFC 4055, 5 and RFC 5758, 3.2'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate: { algorithm } }) => algorithmFault(algorithm),
};

export default rule;
