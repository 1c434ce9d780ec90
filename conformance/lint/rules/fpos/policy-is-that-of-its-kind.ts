import { FPOS_POLICY } from '../../fpos-profile.ts';
import { FPOS_USER } from '../../kinds.ts';
import { type CertificateRule, law } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'fpos/policy-is-that-of-its-kind',
  says: 'The one policy is that of the kind, so that accredited certificates are not mistaken for others.',
  source: law('電子署名法施行規則6条7号・8号; the arc is of the open profile'),
  level: 'shall',
  appliesTo: FPOS_USER,
  fault: ({ kind, certificate: { policies } }) => {
    const due = FPOS_POLICY[kind as keyof typeof FPOS_POLICY];
    return [...new Set(policies)].join() === due ? undefined : `policies ${policies.join(', ') || 'absent'}`;
  },
};

export default rule;
