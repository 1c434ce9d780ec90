import { itemOf } from '../../items.ts';
import { ITEM } from '../../jpki-profile.ts';
import { JPKI_SIGN } from '../../kinds.ts';
import { dayJst, yearsLater } from '../../reading.ts';
import { type CertificateRule, law } from '../../rule.ts';

const BIRTHDAYS_MAX = 6;

/** The n-th birthday (MMDD; unknown parts count as late as they can) after a day; one on that very day does not count. */
function birthdayAfter(day: string, monthDay: string, n: number): string {
  const month = monthDay.slice(0, 2) === '00' ? '12' : monthDay.slice(0, 2);
  const date = monthDay.slice(2) === '00' ? lastDayOf(month) : monthDay.slice(2);
  // A leap year as the start, so that 29 February is a date.
  const inYear = (year: number) => yearsLater(`2000-${month}-${date}`, year - 2000);
  const year = Number(day.slice(0, 4));
  return inYear((inYear(year) > day ? year : year + 1) + n - 1);
}

const lastDayOf = (month: string): string => String(new Date(Date.UTC(2000, Number(month), 0)).getUTCDate());

const rule: CertificateRule = {
  id: 'jpki/signing-ends-by-the-sixth-birthday',
  says: 'A signing certificate ends on the sixth birthday after its issue at the latest.',
  source: law('公的個人認証法施行規則13条: fifth birthday, sixth when renewed early'),
  level: 'shall',
  appliesTo: JPKI_SIGN,
  fault: ({ certificate, form }) => {
    const birth = itemOf(form, ITEM.birth);
    if (birth === undefined || !/^[0-5]\d{8}$/.test(birth)) return undefined;
    const [begin, end] = [dayJst(certificate.notBefore), dayJst(certificate.notAfter)];
    const latest = birthdayAfter(begin, birth.slice(5), BIRTHDAYS_MAX);
    return end <= latest ? undefined : `ends ${end}, the sixth birthday is ${latest}`;
  },
};

export default rule;
