import { OCSP_KINDS } from '../../kinds.ts';
import { type OcspRule, standard } from '../../rule.ts';

const rule: OcspRule = {
  id: 'ocsp/tells-its-next-update',
  says: 'An answer tells until when it counts.',
  source: standard('RFC 5019, 2.2.4'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { basic } }) =>
    basic?.singles.some(({ nextUpdate }) => nextUpdate === undefined) ? 'no nextUpdate' : undefined,
};

export default rule;
