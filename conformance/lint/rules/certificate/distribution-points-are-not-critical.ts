import { EXTENSION } from '../../../decode/index.ts';
import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { extensionOf } from '../../reading.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/distribution-points-are-not-critical',
  says: 'The distribution points of lists are not critical.',
  source: standard('RFC 5280, 4.2.1.13'),
  level: 'should',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate }) =>
    extensionOf(certificate, EXTENSION.crlDistributionPoints)?.critical
      ? 'the distribution points are critical'
      : undefined,
};

export default rule;
