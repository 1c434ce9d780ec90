import { FPOS_ITEM } from '../../fpos-profile.ts';
import { flagsFault, itemOf } from '../../items.ts';
import { FPOS_PERSON } from '../../kinds.ts';
import { valuesOf } from '../../reading.ts';
import { type CertificateRule, openProfile } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'fpos/flags-fit-their-texts',
  says: 'Flags of substitute characters are one 0 or 1 for each character of name or address, and mark at least one.',
  source: openProfile('certificate of the basic kind'),
  level: 'shall',
  appliesTo: FPOS_PERSON,
  fault: ({ form }) => {
    const name = valuesOf(form.subject, 'CN')[0];
    const flags = [
      itemOf(form, FPOS_ITEM.nameSubstitutes),
      itemOf(form, FPOS_ITEM.addressSubstitutes),
    ] as const;
    if (flags.some((one) => one !== undefined && !one.includes('1') && /^0+$/.test(one)))
      return 'no character is marked';
    return flagsFault(name, flags[0]) ?? flagsFault(itemOf(form, FPOS_ITEM.address) ?? '', flags[1]);
  },
};

export default rule;
