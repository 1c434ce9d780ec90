import { OCSP_KINDS } from '../../kinds.ts';
import { type OcspRule, standard } from '../../rule.ts';

const rule: OcspRule = {
  id: 'ocsp/no-extension-is-critical',
  says: 'No extension, of the answer or of a single response, is critical.',
  source: standard('RFC 6960, 4.4; RFC 5019, 2.2.1'),
  level: 'should',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { basic } }) =>
    [...(basic?.extensions ?? []), ...(basic?.singles ?? []).flatMap(({ extensions }) => extensions)].some(
      ({ critical }) => critical,
    )
      ? 'a critical extension'
      : undefined,
};

export default rule;
