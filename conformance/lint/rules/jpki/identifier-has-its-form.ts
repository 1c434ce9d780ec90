import { IDENTIFIER_ENDING } from '../../jpki-profile.ts';
import { JPKI_HOLDER } from '../../kinds.ts';
import { valuesOf } from '../../reading.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const FORM = /^[0-9]{5}[0-9A-Z]{5}[A-Z]{4}[0-9]{5}[0-9]{3}[A-Z]$/;

const rule: CertificateRule = {
  id: 'jpki/identifier-has-its-form',
  says: 'The common name is an identifier of 23 characters: 14 drawn, five of the municipality, four of the kind.',
  source: observed(
    'three authentication certificates; the last letter of signing certificates and the digits of phones are assumed',
  ),
  level: 'shall',
  appliesTo: JPKI_HOLDER,
  fault: ({ kind, form: { subject } }) => {
    const [identifier] = valuesOf(subject, 'CN');
    if (identifier === undefined || [...identifier].length === 0 || [...identifier].length > 64)
      return undefined; // other rules
    const holder = kind as keyof typeof IDENTIFIER_ENDING;
    return FORM.test(identifier) && identifier.endsWith(IDENTIFIER_ENDING[holder])
      ? undefined
      : `identifier "${identifier}"`;
  },
};

export default rule;
