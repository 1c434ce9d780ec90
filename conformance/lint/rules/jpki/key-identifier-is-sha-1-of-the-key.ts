import { JPKI_KINDS } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/key-identifier-is-sha-1-of-the-key',
  says: 'The subject key identifier is the SHA-1 digest of the key.',
  source: observed(
    'published roots; decoded authentication certificates and a test card of J-LIS; public code of a vendor that relies on it',
  ),
  level: 'shall',
  appliesTo: JPKI_KINDS,
  fault: ({ certificate: { skiHex, keyHashHex } }) =>
    skiHex === undefined || skiHex === keyHashHex ? undefined : `key identifier ${skiHex}`,
};

export default rule;
