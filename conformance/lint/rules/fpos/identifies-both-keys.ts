import { EXTENSION } from '../../../decode/index.ts';
import { FPOS_USER } from '../../kinds.ts';
import { extensionOf } from '../../reading.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'fpos/identifies-both-keys',
  says: 'A certificate of a user identifies its own key and that of the CA.',
  source: standard('RFC 5280, 4.2.1.1 (shall) and 4.2.1.2 (should)'),
  level: 'shall',
  appliesTo: FPOS_USER,
  fault: ({ certificate }) => {
    if (extensionOf(certificate, EXTENSION.authorityKeyIdentifier) === undefined)
      return 'no authority key identifier';
    return certificate.skiHex === undefined ? 'no subject key identifier' : undefined;
  },
};

export default rule;
