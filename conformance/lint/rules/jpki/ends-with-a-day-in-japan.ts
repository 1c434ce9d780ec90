import { JPKI_CA, JPKI_HOLDER } from '../../kinds.ts';
import { timeJst } from '../../reading.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/ends-with-a-day-in-japan',
  says: 'The last second of the validity is 23:59:59 in Japan.',
  source: observed('published roots; decoded authentication certificates and a test card of J-LIS'),
  level: 'shall',
  appliesTo: [...JPKI_HOLDER, ...JPKI_CA],
  fault: ({ certificate: { notAfter } }) =>
    timeJst(notAfter) === '23:59:59' ? undefined : `ends at ${timeJst(notAfter)} JST`,
};

export default rule;
