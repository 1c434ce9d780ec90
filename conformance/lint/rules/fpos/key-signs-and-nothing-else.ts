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
    // No bit at all, and who may sign certificates, are other rules.
    if (keyUsage.length === 0 || (keyUsage.includes('keyCertSign') && !isCa)) return undefined;
    return keyUsage.includes('digitalSignature') && keyUsage.every((usage) => ALLOWED.has(usage))
      ? undefined
      : `key usage ${keyUsage.join(', ') || 'empty'}`;
  },
};

export default rule;
