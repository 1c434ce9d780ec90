import { OCSP_KINDS } from '../../kinds.ts';
import { type OcspRule, standard } from '../../rule.ts';

const rule: OcspRule = {
  id: 'ocsp/times-are-generalized',
  says: 'All times are GeneralizedTime.',
  source: standard('RFC 6960, 4.2.2.1; 4.2.1 for the type'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { basic } }) =>
    basic === undefined || basic.timesAreGeneralized ? undefined : 'a time of another type',
};

export default rule;
