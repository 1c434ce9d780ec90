import { OCSP_KINDS } from '../../kinds.ts';
import { type OcspRule, standard } from '../../rule.ts';

const rule: OcspRule = {
  id: 'ocsp/is-der',
  says: 'An answer is DER throughout.',
  source: standard('RFC 6960, 4.2.1; ITU-T X.690, 8 and 10 and 11'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { strict } }) => (strict.ok ? undefined : strict.why),
};

export default rule;
