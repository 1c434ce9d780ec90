import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, law } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/key-is-of-a-known-kind',
  says: 'The key is an RSA key or on an elliptic curve.',
  source: law('電子署名法施行規則2条'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate: { publicKey, keyAlgorithm } }) =>
    publicKey.asymmetricKeyType === 'rsa' || publicKey.asymmetricKeyType === 'ec' ? undefined : keyAlgorithm,
};

export default rule;
