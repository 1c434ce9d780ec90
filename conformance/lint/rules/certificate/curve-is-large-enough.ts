import { keyFault } from '../../../decode/index.ts';
import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, law } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/curve-is-large-enough',
  says: 'The group of a key on an elliptic curve has at least 224 bits.',
  source: law('電子署名法施行規則2条3号'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate: { publicKey } }) =>
    publicKey.asymmetricKeyType === 'ec' ? keyFault(publicKey) : undefined,
};

export default rule;
