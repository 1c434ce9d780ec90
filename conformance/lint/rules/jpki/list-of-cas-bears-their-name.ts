import { JPKI_CA } from '../../kinds.ts';
import { nameText, sameBytes } from '../../reading.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/list-of-cas-bears-their-name',
  says: 'The distribution point of a CA is its own name.',
  source: observed('published roots'),
  level: 'shall',
  appliesTo: JPKI_CA,
  fault: ({ certificate: { subjectDer }, form: { crlPoints } }) => {
    const [name] = crlPoints?.[0]?.fullName ?? [];
    if (name?.kind !== 'directoryName') return undefined;
    return sameBytes(name.der, subjectDer) ? undefined : nameText(name.name);
  },
};

export default rule;
