import { CRL_KINDS } from '../../kinds.ts';
import { type CrlRule, standard } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/identifies-the-key-of-the-ca',
  says: 'The authority key identifier is there and is that of the CA.',
  source: standard('RFC 5280, 5.2.1'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ crl: { akiHex }, issuer }) => {
    if (akiHex === undefined) return 'no key identifier';
    return issuer === undefined || akiHex === issuer.certificate.skiHex
      ? undefined
      : `key identifier ${akiHex}`;
  },
};

export default rule;
