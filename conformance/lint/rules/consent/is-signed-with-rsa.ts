import { CONSENT_KINDS } from '../../kinds.ts';
import { type ConsentRule, observed } from '../../rule.ts';

const SHA_256_RSA = '1.2.840.113549.1.1.11';
/** RFC 3370, 3.2: the plain key algorithm may stand for it. */
const RSA = '1.2.840.113549.1.1.1';

const rule: ConsentRule = {
  id: 'consent/is-signed-with-rsa',
  says: 'The signature is RSA with PKCS #1 v1.5 and SHA-256, as the card makes it.',
  source: observed('the key of a JPKI certificate is RSA-2048'),
  level: 'shall',
  appliesTo: CONSENT_KINDS,
  fault: ({ form: { signers } }) => {
    const [signer] = signers;
    return signer === undefined ||
      signer.signatureAlgorithm.oid === SHA_256_RSA ||
      signer.signatureAlgorithm.oid === RSA
      ? undefined
      : signer.signatureAlgorithm.name;
  },
};

export default rule;
