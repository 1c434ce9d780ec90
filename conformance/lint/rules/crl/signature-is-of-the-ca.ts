import { signatureFault } from '../../../decode/index.ts';
import { CRL_KINDS } from '../../kinds.ts';
import { type CrlRule, standard } from '../../rule.ts';
import { algorithmFault } from '../../strength.ts';

const rule: CrlRule = {
  id: 'crl/signature-is-of-the-ca',
  says: 'The signature holds under the key of the CA.',
  source: standard('RFC 5280, 6.3.3 (g)'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ crl: { algorithm, tbs, signature }, issuer }) =>
    issuer === undefined || algorithmFault(algorithm) !== undefined
      ? undefined
      : signatureFault(algorithm, tbs, signature, issuer.certificate.publicKey),
};

export default rule;
