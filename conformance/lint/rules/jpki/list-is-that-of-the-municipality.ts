import { JPKI_SIGN } from '../../kinds.ts';
import { shapeOf, valuesOf } from '../../reading.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/list-is-that-of-the-municipality',
  says: 'The distribution point of a signing certificate is that of the municipality in its subject.',
  source: observed('a test card of J-LIS'),
  level: 'shall',
  appliesTo: JPKI_SIGN,
  fault: ({ form }) => {
    const [name] = form.crlPoints?.[0]?.fullName ?? [];
    const [prefecture, city] = valuesOf(form.subject, 'L');
    if (name?.kind !== 'directoryName' || city === undefined || shapeOf(name.name) !== 'C O OU OU OU CN')
      return undefined;
    const parts = name.name.flat();
    if (!parts[5]!.value.endsWith(' CRLDP')) return undefined;
    return parts[4]!.value === prefecture && parts[5]!.value === `${city} CRLDP`
      ? undefined
      : `${parts[4]!.value}, ${parts[5]!.value} for ${prefecture}, ${city}`;
  },
};

export default rule;
