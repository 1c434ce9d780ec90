import { FPOS_ITEM } from '../../fpos-profile.ts';
import { itemOf } from '../../items.ts';
import { FPOS_PERSON } from '../../kinds.ts';
import { type CertificateRule, openProfile } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'fpos/birth-is-a-date-of-the-calendar',
  says: 'A recorded birth date is YYYY-MM-DD, with zeros for what is not known.',
  source: openProfile('certificate of the basic kind'),
  level: 'shall',
  appliesTo: FPOS_PERSON,
  fault: ({ form }) => {
    const birth = itemOf(form, FPOS_ITEM.birth);
    if (birth === undefined) return undefined;
    const [year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(birth)?.slice(1) ?? [];
    if (year === undefined) return `"${birth}"`;
    const possible = new Date(
      `${year === '0000' ? '2000' : year}-${month === '00' ? '01' : month}-${day === '00' ? '01' : day}T00:00:00Z`,
    );
    const holds =
      !Number.isNaN(possible.getTime()) && (day === '00' || possible.getUTCDate() === Number(day));
    return holds ? undefined : birth;
  },
};

export default rule;
