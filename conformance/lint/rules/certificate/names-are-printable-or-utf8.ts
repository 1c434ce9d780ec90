import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/names-are-printable-or-utf8',
  says: 'Attributes of names are PrintableString or UTF8String.',
  source: standard('RFC 5280, 4.1.2.4'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ form: { issuer, subject } }) => {
    const wrong = [...issuer, ...subject]
      .flat()
      .find(({ stringType }) => stringType !== 'PrintableString' && stringType !== 'UTF8String');
    return wrong && `${wrong.type} is ${wrong.stringType}`;
  },
};

export default rule;
