import { OCSP_KINDS } from '../../kinds.ts';
import { type OcspRule, standard } from '../../rule.ts';

const rule: OcspRule = {
  id: 'ocsp/response-is-basic',
  says: 'The response is a basic one.',
  source: standard('RFC 6960, 4.2.1'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { hasBytes, basic, responseType } }) =>
    hasBytes && basic === undefined ? `type ${responseType}` : undefined,
};

export default rule;
