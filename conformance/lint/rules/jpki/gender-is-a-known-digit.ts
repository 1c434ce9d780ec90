import { itemOf } from '../../items.ts';
import { ITEM } from '../../jpki-profile.ts';
import { JPKI_SIGN } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/gender-is-a-known-digit',
  says: 'The gender is 1, 2, 3 or 9.',
  source: observed('a test card of J-LIS for 1 and 2; of 3 and 9 sources differ'),
  level: 'shall',
  appliesTo: JPKI_SIGN,
  fault: ({ form }) => {
    const gender = itemOf(form, ITEM.gender);
    return gender === undefined || /^[1239]$/.test(gender) ? undefined : `"${gender}"`;
  },
};

export default rule;
