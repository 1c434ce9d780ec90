import { OCSP_KINDS } from '../../kinds.ts';
import { type OcspRule, standard } from '../../rule.ts';

const rule: OcspRule = {
  id: 'ocsp/status-is-one-of-three',
  says: 'The status of a certificate is good, revoked or unknown.',
  source: standard('RFC 6960, 4.2.1'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { basic } }) =>
    basic?.singles.some(({ status }) => status === 'none of the three') ? 'another status' : undefined,
};

export default rule;
