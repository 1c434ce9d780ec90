import { OCSP_KINDS } from '../../kinds.ts';
import { type OcspRule, standard } from '../../rule.ts';

const rule: OcspRule = {
  id: 'ocsp/made-when-the-status-was-known',
  says: 'An answer is not made before the time of which it tells.',
  source: standard('RFC 6960, 2.4'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { basic } }) => {
    const early = basic?.singles.find(({ thisUpdate }) => thisUpdate > basic.producedAt);
    return early && `thisUpdate ${early.thisUpdate.toISOString()}, made ${basic!.producedAt.toISOString()}`;
  },
};

export default rule;
