import { FPOS_USER } from '../../kinds.ts';
import { type CertificateRule, openProfile } from '../../rule.ts';

const ALLOWED: ReadonlySet<string> = new Set(['digitalSignature', 'nonRepudiation']);

const rule: CertificateRule = {
  id: 'fpos/key-signs-and-nothing-else',
  says: 'The key is for signatures: digitalSignature, perhaps nonRepudiation, nothing else.',
  source: openProfile('certificate'),
  level: 'shall',
  appliesTo: FPOS_USER,
  fault: ({ certificate: { keyUsage, isCa } }) => {
    if (keyUsage.includes('keyCertSign') && !isCa) return undefined; // another rule's
    return keyUsage.includes('digitalSignature') && keyUsage.every((usage) => ALLOWED.has(usage))
      ? undefined
      : `key usage ${keyUsage.join(', ') || 'empty'}`;
  },
};

export default rule;
