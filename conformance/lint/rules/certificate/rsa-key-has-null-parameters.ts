import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/rsa-key-has-null-parameters',
  says: 'The algorithm of an RSA key has the parameters NULL.',
  source: standard('RFC 3279, 2.3.1'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate: { publicKey }, form: { keyParametersHex } }) =>
    publicKey.asymmetricKeyType !== 'rsa' || keyParametersHex === '0500'
      ? undefined
      : `parameters ${keyParametersHex ?? 'absent'}`,
};

export default rule;
