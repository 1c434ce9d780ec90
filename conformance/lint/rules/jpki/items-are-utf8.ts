import { itemsOf } from '../../items.ts';
import { JPKI_SIGN } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/items-are-utf8',
  says: 'Each item is a UTF8String.',
  source: observed('a test card of J-LIS; a dump of a signing certificate'),
  level: 'shall',
  appliesTo: JPKI_SIGN,
  fault: ({ form }) => {
    const wrong = itemsOf(form)?.find(({ valueType }) => valueType !== 'UTF8String');
    return wrong && `${wrong.oid} is ${wrong.valueType}`;
  },
};

export default rule;
