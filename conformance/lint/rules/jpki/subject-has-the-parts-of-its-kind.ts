import { JPKI_HOLDER } from '../../kinds.ts';
import { shapeOf } from '../../reading.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/subject-has-the-parts-of-its-kind',
  says: 'The subject has the parts C and CN; with two L between them in a signing certificate.',
  source: observed(
    'decoded authentication certificates and a test card of J-LIS; a re-encoded signing certificate',
  ),
  level: 'shall',
  appliesTo: JPKI_HOLDER,
  fault: ({ kind, form: { subject } }) => {
    const due = kind.includes('sign') ? 'C L L CN' : 'C CN';
    return subject.length === 0 || shapeOf(subject) === due ? undefined : shapeOf(subject);
  },
};

export default rule;
