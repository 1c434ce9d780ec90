import { JPKI_HOLDER } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

/** id-qt-cps. */
const CPS = '1.3.6.1.5.5.7.2.1';

const rule: CertificateRule = {
  id: 'jpki/policy-points-to-its-statement',
  says: 'The policy has one qualifier, the address of the certification practice statement.',
  source: observed('decoded authentication certificates and a test card of J-LIS'),
  level: 'should',
  appliesTo: JPKI_HOLDER,
  fault: ({ form: { policies = [] } }) => {
    const [policy] = policies;
    if (policy === undefined) return undefined;
    return policy.qualifiers.map(({ oid }) => oid).join() === CPS
      ? undefined
      : `${policy.qualifiers.length} qualifiers`;
  },
};

export default rule;
