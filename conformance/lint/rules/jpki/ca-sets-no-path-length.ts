import { JPKI_CA } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/ca-sets-no-path-length',
  says: 'A CA sets no path length.',
  source: observed('published roots'),
  level: 'shall',
  appliesTo: JPKI_CA,
  fault: ({ form: { basicConstraints } }) =>
    basicConstraints?.isCa && basicConstraints.pathLength !== undefined
      ? `path length ${basicConstraints.pathLength}`
      : undefined,
};

export default rule;
