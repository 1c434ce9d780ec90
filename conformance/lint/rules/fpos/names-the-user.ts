import { FPOS_USER } from '../../kinds.ts';
import { valuesOf } from '../../reading.ts';
import { type CertificateRule, law } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'fpos/names-the-user',
  says: 'The subject has one common name: the name of the user.',
  source: law('電子署名法施行規則6条5号ハ'),
  level: 'shall',
  appliesTo: FPOS_USER,
  fault: ({ form: { subject } }) => {
    const names = valuesOf(subject, 'CN');
    return subject.length === 0 || names.length === 1 ? undefined : `${names.length} common names`;
  },
};

export default rule;
