import { KEY_USAGE } from '../../jpki-profile.ts';
import { JPKI_KINDS } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/key-usage-is-that-of-its-kind',
  says: 'The key usage is that of the kind and nothing more.',
  source: observed(
    'published roots; decoded authentication certificates and a test card of J-LIS; a dump of a signing certificate',
  ),
  level: 'shall',
  appliesTo: JPKI_KINDS,
  fault: ({ kind, certificate }) => {
    if (certificate.keyUsage.length === 0) return undefined; // other rules
    const due = KEY_USAGE[kind as keyof typeof KEY_USAGE].join(', ');
    const found = certificate.keyUsage.join(', ');
    return found === due || (certificate.keyUsage.includes('keyCertSign') && !kind.includes('-ca-'))
      ? undefined
      : `key usage ${found}`;
  },
};

export default rule;
