import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/ca-may-sign-certificates-and-lists',
  says: 'A CA may sign certificates and lists.',
  source: standard('RFC 5280, 4.2.1.3'),
  level: 'shall',
  appliesTo: ['fpos-ca'],
  fault: ({ certificate: { keyUsage } }) =>
    keyUsage.includes('keyCertSign') && keyUsage.includes('cRLSign')
      ? undefined
      : `key usage ${keyUsage.join(', ') || 'empty'}`,
};

export default rule;
