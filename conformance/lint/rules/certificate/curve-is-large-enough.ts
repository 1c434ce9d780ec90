import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, law } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/curve-is-large-enough',
  says: 'A key on an elliptic curve is on P-256 or P-384, so that its group has at least 224 bits.',
  source: law('電子署名法施行規則2条3号; RFC 5480, 2.1.1'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate: { publicKey, keyAlgorithm } }) =>
    publicKey.asymmetricKeyType === 'ec' && !['EC-P-256', 'EC-P-384'].includes(keyAlgorithm)
      ? keyAlgorithm
      : undefined,
};

export default rule;
