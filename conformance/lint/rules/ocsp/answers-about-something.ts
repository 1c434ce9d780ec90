import { OCSP_KINDS } from '../../kinds.ts';
import { type OcspRule, standard } from '../../rule.ts';

const rule: OcspRule = {
  id: 'ocsp/answers-about-something',
  says: 'An answer is about at least one certificate.',
  source: standard('RFC 6960, 4.2.1'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { basic } }) => (basic?.singles.length === 0 ? 'no single response' : undefined),
};

export default rule;
