import { JPKI_KINDS } from '../../kinds.ts';
import { shapeOf } from '../../reading.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/issuer-has-the-parts-of-the-ca-name',
  says: 'The name of the CA has the parts C, O, OU and OU.',
  source: observed('published roots'),
  level: 'shall',
  appliesTo: JPKI_KINDS,
  fault: ({ form: { issuer } }) =>
    issuer.length === 0 || shapeOf(issuer) === 'C O OU OU' ? undefined : shapeOf(issuer),
};

export default rule;
