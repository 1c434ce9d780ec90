import { FPOS_USER } from '../../kinds.ts';
import { valuesOf } from '../../reading.ts';
import { type CertificateRule, openProfile } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'fpos/keeps-subjects-apart',
  says: 'The subject has a serial number attribute, so that two people of one name have two names here.',
  source: openProfile('certificate; RFC 5280, 4.1.2.6 wants a subject for each entity'),
  level: 'shall',
  appliesTo: FPOS_USER,
  fault: ({ form: { subject } }) =>
    subject.length === 0 || valuesOf(subject, 'serialNumber').length === 1
      ? undefined
      : 'no serialNumber attribute',
};

export default rule;
