import { signatureFault } from '../../../decode/index.ts';
import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';
import { algorithmFault } from '../../strength.ts';

const rule: CertificateRule = {
  id: 'certificate/signature-is-of-the-ca',
  says: 'The signature holds under the key of the CA.',
  source: standard('RFC 5280, 6.1.3 (a)(1)'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate: { algorithm, tbs, signature }, issuer }) =>
    issuer === undefined || algorithmFault(algorithm) !== undefined
      ? undefined
      : signatureFault(algorithm, tbs, signature, issuer.certificate.publicKey),
};

export default rule;
