import { JPKI_AUTH } from '../../kinds.ts';
import { dayJst, yearsLater } from '../../reading.ts';
import { type CertificateRule, law } from '../../rule.ts';

const YEARS_MAX = 6;

const rule: CertificateRule = {
  id: 'jpki/authentication-ends-within-six-years',
  says: 'An authentication certificate lasts to the sixth birthday after its issue at most, so less than six years and a day.',
  source: law('公的個人認証法施行規則, 有効期間 of 利用者証明用電子証明書, as municipalities explain it'),
  level: 'shall',
  appliesTo: JPKI_AUTH,
  fault: ({ certificate: { notBefore, notAfter } }) =>
    dayJst(notAfter) <= yearsLater(dayJst(notBefore), YEARS_MAX)
      ? undefined
      : `from ${dayJst(notBefore)} to ${dayJst(notAfter)}`,
};

export default rule;
