import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/times-have-the-type-of-their-year',
  says: 'Times through 2049 are UTCTime, later ones GeneralizedTime.',
  source: standard('RFC 5280, 4.1.2.5'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate: { notBefore, notAfter }, form }) => {
    const wrong = [
      ['notBefore', notBefore, form.notBeforeType] as const,
      ['notAfter', notAfter, form.notAfterType] as const,
    ].filter(([, at, type]) => at.getUTCFullYear() < 2050 !== (type === 'UTCTime'));
    return wrong.length === 0 ? undefined : wrong.map(([field, , type]) => `${field} is ${type}`).join(', ');
  },
};

export default rule;
