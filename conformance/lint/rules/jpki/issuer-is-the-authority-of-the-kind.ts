import { PURPOSE_UNIT } from '../../jpki-profile.ts';
import { JPKI_CA, JPKI_HOLDER } from '../../kinds.ts';
import { valuesOf } from '../../reading.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/issuer-is-the-authority-of-the-kind',
  says: 'The first unit of the name of the CA says which of the two it is.',
  source: observed('published roots'),
  level: 'shall',
  appliesTo: [...JPKI_HOLDER, ...JPKI_CA],
  fault: ({ kind, form: { issuer } }) => {
    const [unit] = valuesOf(issuer, 'OU');
    const due = PURPOSE_UNIT[kind.includes('sign') ? 'sign' : 'auth'];
    return unit === undefined || unit === due ? undefined : `the unit is "${unit}"`;
  },
};

export default rule;
