import type { NameForm } from '../../../decode/index.ts';
import { JPKI_HOLDER } from '../../kinds.ts';
import { nameText, shapeOf } from '../../reading.ts';
import { type CertificateRule, observed, type ReadCertificate } from '../../rule.ts';

const FIXED = 'CRL Distribution Points';

const listNameOf = ({ crlPoints }: ReadCertificate['form']): NameForm | undefined => {
  const [name] = crlPoints?.[0]?.fullName ?? [];
  return name?.kind === 'directoryName' ? name.name : undefined;
};

const rule: CertificateRule = {
  id: 'jpki/list-of-a-municipality-has-its-parts',
  says: 'The distribution point is named C, O and OU of the CA, OU=CRL Distribution Points, OU and CN of the municipality.',
  source: observed('decoded authentication certificates and a test card of J-LIS'),
  level: 'shall',
  appliesTo: JPKI_HOLDER,
  fault: ({ form }) => {
    const name = listNameOf(form);
    if (name === undefined) return undefined;
    const parts = name.flat();
    const begins = nameText(name.slice(0, 3)) === nameText(form.issuer.slice(0, 3));
    return shapeOf(name) === 'C O OU OU OU CN' &&
      (begins || form.issuer.length !== 4) &&
      parts[3]?.value === FIXED &&
      parts[5]?.value.endsWith(' CRLDP')
      ? undefined
      : nameText(name);
  },
};

export default rule;
