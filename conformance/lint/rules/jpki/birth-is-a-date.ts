import { itemOf } from '../../items.ts';
import { ITEM } from '../../jpki-profile.ts';
import { JPKI_SIGN } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/birth-is-a-date',
  says: 'The birth is a date of the calendar, with zeros for what is not known.',
  source: observed('documentation of a platform operator: unknown parts are zeros'),
  level: 'shall',
  appliesTo: JPKI_SIGN,
  fault: ({ form }) => {
    const birth = itemOf(form, ITEM.birth);
    if (birth === undefined || !/^[0-5][0-9]{8}$/.test(birth)) return undefined;
    const [year, month, day] = [birth.slice(1, 5), birth.slice(5, 7), birth.slice(7)];
    // Where a part is not known, a leap year and a long month let every possible date pass.
    const possible = new Date(
      `${year === '0000' ? '2000' : year}-${month === '00' ? '01' : month}-${day === '00' ? '01' : day}T00:00:00Z`,
    );
    const holds =
      !Number.isNaN(possible.getTime()) && (day === '00' || possible.getUTCDate() === Number(day));
    return holds ? undefined : `${year}-${month}-${day}`;
  },
};

export default rule;
