import { EXTENSION } from '../../../decode/index.ts';
import { JPKI_AUTH } from '../../kinds.ts';
import { extensionOf } from '../../reading.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/purpose-is-not-critical',
  says: 'The purpose of a key is not critical.',
  source: observed('decoded authentication certificates and a test card of J-LIS'),
  level: 'should',
  appliesTo: [...JPKI_AUTH, 'jpki-ocsp-responder'],
  fault: ({ certificate }) =>
    extensionOf(certificate, EXTENSION.extKeyUsage)?.critical
      ? 'the extended key usage is critical'
      : undefined,
};

export default rule;
