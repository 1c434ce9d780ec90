import { EXTENSION } from '../../../decode/index.ts';
import { NOT_CA } from '../../kinds.ts';
import { extensionOf } from '../../reading.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/names-the-key-of-its-issuer',
  says: 'The authority key identifier is there and holds a key identifier.',
  source: standard('RFC 5280, 4.2.1.1'),
  level: 'shall',
  appliesTo: NOT_CA,
  fault: ({ certificate }) =>
    certificate.akiHex === undefined &&
    extensionOf(certificate, EXTENSION.authorityKeyIdentifier) !== undefined
      ? 'the authority key identifier holds no key identifier'
      : undefined,
};

export default rule;
