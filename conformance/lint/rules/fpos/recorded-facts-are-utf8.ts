import { itemsOf } from '../../items.ts';
import { FPOS_USER } from '../../kinds.ts';
import { type CertificateRule, openProfile } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'fpos/recorded-facts-are-utf8',
  says: 'What is recorded of the person is in UTF8Strings.',
  source: openProfile('certificate'),
  level: 'shall',
  appliesTo: FPOS_USER,
  fault: ({ form }) => {
    const wrong = itemsOf(form)?.find(({ valueType }) => valueType !== 'UTF8String');
    return wrong && `${wrong.oid} is ${wrong.valueType}`;
  },
};

export default rule;
