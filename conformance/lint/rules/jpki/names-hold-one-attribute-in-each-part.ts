import { JPKI_KINDS } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/names-hold-one-attribute-in-each-part',
  says: 'Each RDN of a name holds one attribute.',
  source: observed('published roots; decoded authentication certificates and a test card of J-LIS'),
  level: 'shall',
  appliesTo: JPKI_KINDS,
  fault: ({ form: { issuer, subject } }) =>
    [...issuer, ...subject].every((rdn) => rdn.length === 1) ? undefined : 'an RDN of several attributes',
};

export default rule;
