import { OCSP_KINDS } from '../../kinds.ts';
import { type OcspRule, standard } from '../../rule.ts';

const KNOWN: ReadonlySet<number> = new Set([0, 1, 2, 3, 5, 6]);

const rule: OcspRule = {
  id: 'ocsp/status-exists',
  says: 'The response status is one of the standard.',
  source: standard('RFC 6960, 4.2.1'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { statusCode } }) => (KNOWN.has(statusCode) ? undefined : `status ${statusCode}`),
};

export default rule;
