import { itemOf } from '../../items.ts';
import { ITEM } from '../../jpki-profile.ts';
import { JPKI_SIGN } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

/** First day of each era by its digit: 1 明治, 2 大正, 3 昭和, 4 平成, 5 令和. */
const BEGINS = ['', '18680125', '19120730', '19261225', '19890108', '20190501'];

const rule: CertificateRule = {
  id: 'jpki/era-fits-the-date',
  says: 'The digit of the era is that in which the date lies; 0 only where the date is not known.',
  source: observed('documentation of a platform operator; the beginnings of the eras'),
  level: 'shall',
  appliesTo: JPKI_SIGN,
  fault: ({ form }) => {
    const birth = itemOf(form, ITEM.birth);
    if (birth === undefined || !/^[0-5][0-9]{8}$/.test(birth) || birth.slice(1, 5) === '0000')
      return undefined;
    const era = Number(birth[0]);
    const from = birth
      .slice(1)
      .replace(/00(..)$/, '01$1')
      .replace(/00$/, '01');
    const to = birth
      .slice(1)
      .replace(/00(..)$/, '12$1')
      .replace(/00$/, '31');
    if (era === 0) return from === to ? 'era 0 for a known date' : undefined;
    const next = BEGINS[era + 1];
    return to >= BEGINS[era]! && (next === undefined || from < next)
      ? undefined
      : `era ${era} for ${birth.slice(1)}`;
  },
};

export default rule;
