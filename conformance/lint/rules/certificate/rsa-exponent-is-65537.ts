import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const EXPONENT = 65537n;

const rule: CertificateRule = {
  id: 'certificate/rsa-exponent-is-65537',
  says: 'The exponent of an RSA key is 65537.',
  source: observed(
    'all published roots and all decoded certificates; NIST SP 800-56B, 6.2 for the lower bound',
  ),
  level: 'should',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate: { publicKey } }) =>
    publicKey.asymmetricKeyType !== 'rsa' || publicKey.asymmetricKeyDetails?.publicExponent === EXPONENT
      ? undefined
      : `exponent ${publicKey.asymmetricKeyDetails?.publicExponent}`,
};

export default rule;
