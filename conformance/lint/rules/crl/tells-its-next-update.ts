import { CRL_KINDS } from '../../kinds.ts';
import { type CrlRule, standard } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/tells-its-next-update',
  says: 'A list tells when the next one comes.',
  source: standard('RFC 5280, 5.1.2.5'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ crl: { nextUpdate } }) => (nextUpdate === undefined ? 'no nextUpdate' : undefined),
};

export default rule;
