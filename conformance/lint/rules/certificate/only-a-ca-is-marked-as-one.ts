import { NOT_CA } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/only-a-ca-is-marked-as-one',
  says: 'A certificate of a person or a responder is not marked as that of a CA.',
  source: standard('RFC 5280, 4.2.1.9'),
  level: 'shall',
  appliesTo: NOT_CA,
  fault: ({ certificate: { isCa } }) => (isCa ? 'cA is TRUE' : undefined),
};

export default rule;
