import { type CertificateRule, openProfile } from '../../rule.ts';

/** id-kp-clientAuth (RFC 5280, 4.2.1.12). */
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';

const rule: CertificateRule = {
  id: 'fpos/authenticates-and-nothing-else',
  says: 'A certificate of the authentication kind is for client authentication alone, and its key signs nothing for good.',
  source: openProfile('certificate of the authentication kind'),
  level: 'shall',
  appliesTo: ['fpos-authentication'],
  fault: ({ certificate: { keyUsage, extKeyUsage } }) => {
    if (extKeyUsage.join() !== CLIENT_AUTH) return `purposes ${extKeyUsage.join(', ') || 'absent'}`;
    return keyUsage.includes('nonRepudiation') ? 'nonRepudiation' : undefined;
  },
};

export default rule;
