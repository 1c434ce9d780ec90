import { JPKI_KINDS } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';
import { algorithmFault } from '../../strength.ts';

const rule: CertificateRule = {
  id: 'jpki/is-signed-with-sha-256-and-rsa',
  says: 'The certificate is signed with sha256WithRSAEncryption.',
  source: observed('published roots; decoded authentication certificates and a test card of J-LIS'),
  level: 'shall',
  appliesTo: JPKI_KINDS,
  fault: ({ certificate: { algorithm } }) =>
    algorithmFault(algorithm) !== undefined || algorithm.name === 'sha256WithRSAEncryption'
      ? undefined
      : `signed with ${algorithm.name}`,
};

export default rule;
