import { OCSP_KINDS } from '../../kinds.ts';
import { type OcspRule, standard } from '../../rule.ts';

const rule: OcspRule = {
  id: 'ocsp/responder-is-named-by-its-key',
  says: 'The responder is named by the digest of its key.',
  source: standard('RFC 5019, 2.2.1 (the shorter form)'),
  level: 'should',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { basic } }) => (basic?.responder.by === 'name' ? 'named by its name' : undefined),
};

export default rule;
