import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/ca-identifies-its-key',
  says: 'A CA has a subject key identifier.',
  source: standard('RFC 5280, 4.2.1.2'),
  level: 'shall',
  appliesTo: ['fpos-ca'],
  fault: ({ certificate: { skiHex } }) => (skiHex === undefined ? 'no subject key identifier' : undefined),
};

export default rule;
