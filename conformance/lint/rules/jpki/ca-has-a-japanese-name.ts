import { JPKI_CA } from '../../kinds.ts';
import { shapeOf } from '../../reading.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/ca-has-a-japanese-name',
  says: 'The alternative name of a CA is one directory name: C, O, OU and OU.',
  source: observed('published roots'),
  level: 'shall',
  appliesTo: JPKI_CA,
  fault: ({ form: { subjectAltName } }) => {
    if (subjectAltName === undefined || subjectAltName.length === 0) return undefined;
    const [name, more] = subjectAltName;
    return more === undefined && name?.kind === 'directoryName' && shapeOf(name.name) === 'C O OU OU'
      ? undefined
      : 'another form';
  },
};

export default rule;
