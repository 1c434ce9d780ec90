import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/has-each-policy-once',
  says: 'No policy occurs twice.',
  source: standard('RFC 5280, 4.2.1.4'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate: { policies } }) => {
    const twice = policies.find((policy, index) => policies.indexOf(policy) !== index);
    return twice && `policy ${twice} occurs twice`;
  },
};

export default rule;
