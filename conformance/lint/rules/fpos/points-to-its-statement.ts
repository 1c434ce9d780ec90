import { FPOS_USER } from '../../kinds.ts';
import { type CertificateRule, law } from '../../rule.ts';

/** id-qt-cps. */
const CPS = '1.3.6.1.5.5.7.2.1';

const rule: CertificateRule = {
  id: 'fpos/points-to-its-statement',
  says: 'The policy has the address of the certification practice statement.',
  source: law('電子署名法施行規則6条13号'),
  level: 'should',
  appliesTo: FPOS_USER,
  fault: ({ form: { policies = [] } }) => {
    const [policy] = policies;
    return policy === undefined || policy.qualifiers.some(({ oid }) => oid === CPS)
      ? undefined
      : 'no address';
  },
};

export default rule;
