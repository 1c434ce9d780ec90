import { itemOf } from '../../items.ts';
import { ITEM } from '../../jpki-profile.ts';
import { JPKI_SIGN } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/name-has-single-spaces-inside',
  says: 'Parts of a name are set apart by one full-width space, and none stands at its ends.',
  source: observed('a test card of J-LIS'),
  level: 'should',
  appliesTo: JPKI_SIGN,
  fault: ({ form }) => {
    const name = itemOf(form, ITEM.name);
    return name !== undefined && /^\u3000|\u3000$|\u3000\u3000/.test(name) ? `"${name}"` : undefined;
  },
};

export default rule;
