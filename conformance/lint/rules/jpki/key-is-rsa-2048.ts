import { JPKI_KINDS } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/key-is-rsa-2048',
  says: 'The key is an RSA key of 2048 bits.',
  source: observed(
    'published roots of 2015, 2019 and 2023; decoded authentication certificates and a test card of J-LIS',
  ),
  level: 'shall',
  appliesTo: JPKI_KINDS,
  fault: ({ certificate: { publicKey, keyAlgorithm } }) => {
    const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
    if (publicKey.asymmetricKeyType === 'rsa' && bits < 2048) return undefined; // another rule's
    return keyAlgorithm === 'RSA-2048' ? undefined : keyAlgorithm;
  },
};

export default rule;
