import { JPKI_KINDS } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/names-are-utf8-except-the-country',
  says: 'All attributes of names but the country are UTF8Strings.',
  source: observed('published roots; decoded authentication certificates and a test card of J-LIS'),
  level: 'shall',
  appliesTo: JPKI_KINDS,
  fault: ({ form: { issuer, subject } }) => {
    const wrong = [...issuer, ...subject]
      .flat()
      .find(({ type, stringType }) => type !== 'C' && stringType === 'PrintableString');
    return wrong && `${wrong.type} is a PrintableString`;
  },
};

export default rule;
