import { CRL_KINDS } from '../../kinds.ts';
import { type CrlRule, standard } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/is-der',
  says: 'A list is DER throughout, the values of its extensions included.',
  source: standard('RFC 5280, 5.1; ITU-T X.690, 8 and 10 and 11'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ crl: { strict } }) => (strict.ok ? undefined : strict.why),
};

export default rule;
