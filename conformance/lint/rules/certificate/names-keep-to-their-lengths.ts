import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

/** ub-common-name and the like. */
const LENGTH_MAX: Readonly<Record<string, number>> = {
  CN: 64,
  O: 64,
  OU: 64,
  L: 128,
  ST: 128,
  serialNumber: 64,
};

const rule: CertificateRule = {
  id: 'certificate/names-keep-to-their-lengths',
  says: 'Attributes of names are neither empty nor longer than the standard allows.',
  source: standard('RFC 5280, A.1 (upper bounds)'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ form: { issuer, subject } }) => {
    const wrong = [...issuer, ...subject].flat().find(({ type, value }) => {
      const length = [...value].length;
      return length === 0 || length > (LENGTH_MAX[type] ?? Number.POSITIVE_INFINITY);
    });
    return wrong && `${wrong.type} of ${[...wrong.value].length} characters`;
  },
};

export default rule;
