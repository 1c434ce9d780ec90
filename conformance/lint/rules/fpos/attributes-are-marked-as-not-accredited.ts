import { valuesOf } from '../../reading.ts';
import { type CertificateRule, law } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'fpos/attributes-are-marked-as-not-accredited',
  says: 'A certificate of attributes says in its subject that they are not accredited.',
  source: law('電子署名法施行規則6条8号'),
  level: 'shall',
  appliesTo: ['fpos-attribute'],
  fault: ({ form: { subject } }) =>
    subject.length === 0 || valuesOf(subject, 'OU').some((unit) => unit.includes('NOT ACCREDITED'))
      ? undefined
      : 'no unit says so',
};

export default rule;
