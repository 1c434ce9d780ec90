import { FPOS_USER } from '../../kinds.ts';
import { type CertificateRule, law } from '../../rule.ts';

const YEARS_MAX = 5;

const rule: CertificateRule = {
  id: 'fpos/lasts-five-years-at-most',
  says: 'A certificate is valid for five years at most, both ends included.',
  source: law('電子署名法施行規則6条4号'),
  level: 'shall',
  appliesTo: FPOS_USER,
  fault: ({ certificate: { notBefore, notAfter } }) => {
    const end = new Date(notBefore);
    end.setUTCFullYear(end.getUTCFullYear() + YEARS_MAX);
    return notAfter < end ? undefined : `from ${notBefore.toISOString()} to ${notAfter.toISOString()}`;
  },
};

export default rule;
