import { EXTENSION } from '../../../decode/index.ts';
import { JPKI_HOLDER } from '../../kinds.ts';
import { extensionOf } from '../../reading.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/policies-are-critical',
  says: 'The policies are critical.',
  source: observed(
    'decoded authentication certificates and a test card of J-LIS; notes that quote the profile document',
  ),
  level: 'shall',
  appliesTo: JPKI_HOLDER,
  fault: ({ certificate }) =>
    extensionOf(certificate, EXTENSION.certificatePolicies)?.critical === false
      ? 'the policies are not critical'
      : undefined,
};

export default rule;
