import { CRL_EXTENSION } from '../../../decode/index.ts';
import { CRL_KINDS } from '../../kinds.ts';
import { extensionOf } from '../../reading.ts';
import { type CrlRule, standard } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/distribution-point-is-critical',
  says: 'The issuing distribution point is critical.',
  source: standard('RFC 5280, 5.2.5'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ crl }) =>
    extensionOf(crl, CRL_EXTENSION.issuingDistributionPoint)?.critical === false
      ? 'the issuing distribution point is not critical'
      : undefined,
};

export default rule;
