import { itemOf } from '../../items.ts';
import { ITEM } from '../../jpki-profile.ts';
import { JPKI_SIGN } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/birth-is-nine-digits',
  says: 'The birth is nine digits: that of the era, then year, month and day of the Gregorian calendar.',
  source: observed('a test card of J-LIS; documentation of a platform operator'),
  level: 'shall',
  appliesTo: JPKI_SIGN,
  fault: ({ form }) => {
    const birth = itemOf(form, ITEM.birth);
    return birth === undefined || /^[0-5][0-9]{8}$/.test(birth) ? undefined : `"${birth}"`;
  },
};

export default rule;
