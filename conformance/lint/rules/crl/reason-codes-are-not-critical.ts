import { CRL_KINDS } from '../../kinds.ts';
import { type CrlRule, standard } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/reason-codes-are-not-critical',
  says: 'Extensions of entries are not critical.',
  source: standard('RFC 5280, 5.3 and 5.3.1'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ crl: { entries } }) => {
    const wrong = entries.find(({ extensions }) => extensions.some(({ critical }) => critical));
    return wrong && `${wrong.serialHex} has a critical extension`;
  },
};

export default rule;
