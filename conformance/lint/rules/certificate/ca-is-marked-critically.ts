import { EXTENSION } from '../../../decode/index.ts';
import { CA_KINDS } from '../../kinds.ts';
import { extensionOf } from '../../reading.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/ca-is-marked-critically',
  says: 'A CA has critical basic constraints with cA TRUE.',
  source: standard('RFC 5280, 4.2.1.9'),
  level: 'shall',
  appliesTo: CA_KINDS,
  fault: ({ kind, certificate }) => {
    const found = extensionOf(certificate, EXTENSION.basicConstraints);
    // Of JPKI another rule says which extensions there are.
    if (found === undefined) return kind === 'fpos-ca' ? 'no basicConstraints' : undefined;
    return certificate.isCa && found.critical ? undefined : 'not critical, or cA is not TRUE';
  },
};

export default rule;
