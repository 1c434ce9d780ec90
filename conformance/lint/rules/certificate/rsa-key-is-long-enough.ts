import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, law } from '../../rule.ts';

const BITS_MIN = 2048;

const rule: CertificateRule = {
  id: 'certificate/rsa-key-is-long-enough',
  says: 'An RSA key has at least 2048 bits.',
  source: law('電子署名法施行規則2条1号; 公的個人認証法施行規則2条'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate: { publicKey, keyAlgorithm } }) =>
    publicKey.asymmetricKeyType === 'rsa' && (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) < BITS_MIN
      ? keyAlgorithm
      : undefined,
};

export default rule;
