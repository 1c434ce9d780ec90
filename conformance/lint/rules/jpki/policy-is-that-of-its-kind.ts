import { POLICY } from '../../jpki-profile.ts';
import { JPKI_HOLDER } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/policy-is-that-of-its-kind',
  says: 'The one policy is that of the kind.',
  source: observed(
    'decoded authentication certificates and a test card of J-LIS; of phones one digest of the profile document and an assumption',
  ),
  level: 'shall',
  appliesTo: JPKI_HOLDER,
  fault: ({ kind, certificate: { policies } }) => {
    const due = POLICY[kind as keyof typeof POLICY];
    return new Set(policies).size === 0 || [...new Set(policies)].join() === due
      ? undefined
      : `policies ${policies.join(', ')}`;
  },
};

export default rule;
