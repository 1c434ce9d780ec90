import { itemOf } from '../../items.ts';
import { ADDRESS_MAX, ITEM } from '../../jpki-profile.ts';
import { JPKI_SIGN } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/address-is-not-too-long',
  says: 'An address has 200 characters at most.',
  source: observed('one public page of J-LIS; a single source'),
  level: 'should',
  appliesTo: JPKI_SIGN,
  fault: ({ form }) => {
    const length = [...(itemOf(form, ITEM.address) ?? '')].length;
    return length <= ADDRESS_MAX ? undefined : `${length} characters`;
  },
};

export default rule;
