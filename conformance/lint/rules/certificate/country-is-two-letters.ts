import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/country-is-two-letters',
  says: 'A country is two letters in a PrintableString.',
  source: standard('RFC 5280, A.1 (X520countryName)'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ form: { issuer, subject } }) => {
    const wrong = [...issuer, ...subject]
      .flat()
      .find(
        ({ type, value, stringType }) =>
          type === 'C' && (stringType !== 'PrintableString' || !/^[A-Z]{2}$/.test(value)),
      );
    return wrong && `country ${wrong.value} in a ${wrong.stringType}`;
  },
};

export default rule;
