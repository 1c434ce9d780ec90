import { CLIENT_AUTH } from '../../jpki-profile.ts';
import { JPKI_AUTH } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/purpose-is-client-authentication',
  says: 'An authentication certificate has the one purpose of client authentication.',
  source: observed('decoded authentication certificates and a test card of J-LIS'),
  level: 'shall',
  appliesTo: JPKI_AUTH,
  fault: ({ certificate: { extKeyUsage } }) =>
    extKeyUsage.length === 0 || extKeyUsage.join() === CLIENT_AUTH
      ? undefined
      : `purposes ${extKeyUsage.join(', ')}`,
};

export default rule;
