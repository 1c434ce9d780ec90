import { OCSP_KINDS } from '../../kinds.ts';
import { type OcspRule, standard } from '../../rule.ts';

/** Of a certificate that is revoked now; 8 is for delta lists, 7 is not in use. */
const KNOWN: ReadonlySet<number> = new Set([0, 1, 2, 3, 4, 5, 6, 9, 10]);

const rule: OcspRule = {
  id: 'ocsp/reasons-exist',
  says: 'Each reason of a revocation is one of the standard.',
  source: standard('RFC 5280, 5.3.1; RFC 6960, 4.2.1'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { basic } }) => {
    const wrong = basic?.singles.find(({ reasonCode }) => reasonCode !== undefined && !KNOWN.has(reasonCode));
    return wrong && `reason ${wrong.reasonCode}`;
  },
};

export default rule;
