import { FPOS_KINDS } from '../../kinds.ts';
import { type CertificateRule, openProfile } from '../../rule.ts';

const CURVES: ReadonlySet<string> = new Set(['EC-P-256', 'EC-P-384']);

const rule: CertificateRule = {
  id: 'fpos/curve-is-one-of-the-profile',
  says: 'A key on an elliptic curve is on P-256 or P-384.',
  source: openProfile('certificate: keys that are certified, by policy'),
  level: 'shall',
  appliesTo: FPOS_KINDS,
  fault: ({ certificate: { publicKey, keyAlgorithm } }) => {
    const bits = Number(/\d{3}/.exec(keyAlgorithm)?.[0] ?? 0);
    if (publicKey.asymmetricKeyType !== 'ec' || bits < 224) return undefined; // another rule's
    return CURVES.has(keyAlgorithm) ? undefined : keyAlgorithm;
  },
};

export default rule;
