import { EXTENSION } from '../../../decode/index.ts';
import { FPOS_USER } from '../../kinds.ts';
import { extensionOf } from '../../reading.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'fpos/has-a-key-usage',
  says: 'The key usage is there.',
  source: standard('RFC 5280, 4.2.1.3 (should, for users)'),
  level: 'shall',
  appliesTo: [...FPOS_USER, 'fpos-ocsp-responder'],
  fault: ({ certificate }) =>
    extensionOf(certificate, EXTENSION.keyUsage) === undefined ? 'no key usage' : undefined,
};

export default rule;
