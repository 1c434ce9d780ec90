import { JPKI_CA } from '../../kinds.ts';
import { dayBefore, dayJst, yearsLater } from '../../reading.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/ca-lasts-ten-years-less-a-day',
  says: 'A CA lasts from its ceremony to the day before the tenth anniversary.',
  source: observed('published roots'),
  level: 'shall',
  appliesTo: JPKI_CA,
  fault: ({ certificate: { notBefore, notAfter } }) => {
    const due = dayBefore(yearsLater(dayJst(notBefore), 10));
    return dayJst(notAfter) === due ? undefined : `ends ${dayJst(notAfter)}, not ${due}`;
  },
};

export default rule;
