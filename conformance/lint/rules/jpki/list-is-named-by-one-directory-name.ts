import { JPKI_CA, JPKI_HOLDER } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/list-is-named-by-one-directory-name',
  says: 'There is one distribution point, named by one directory name.',
  source: observed('published roots; decoded authentication certificates and a test card of J-LIS'),
  level: 'shall',
  appliesTo: [...JPKI_HOLDER, ...JPKI_CA],
  fault: ({ form: { crlPoints } }) => {
    if (crlPoints === undefined || crlPoints.some(({ fullName }) => fullName.length === 0)) return undefined; // other rules
    const [point, another] = crlPoints;
    const [name, more] = point?.fullName ?? [];
    return another === undefined && more === undefined && name?.kind === 'directoryName'
      ? undefined
      : 'not one directory name';
  },
};

export default rule;
