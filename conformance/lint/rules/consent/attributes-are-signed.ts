import { CONSENT_KINDS } from '../../kinds.ts';
import { type ConsentRule, openProfile } from '../../rule.ts';

const REQUIRED = [
  '1.2.840.113549.1.9.3', // contentType
  '1.2.840.113549.1.9.4', // messageDigest
  '1.2.840.113549.1.9.16.2.47', // signing-certificate-v2
];

const rule: ConsentRule = {
  id: 'consent/attributes-are-signed',
  says: 'Content type, message digest and signing certificate are signed attributes, each with one value.',
  source: openProfile('card-signed messages'),
  level: 'shall',
  appliesTo: CONSENT_KINDS,
  fault: ({ form: { signers } }) => {
    const [signer] = signers;
    if (signer === undefined) return undefined;
    const wrong = REQUIRED.find(
      (id) => !signer.signedAttributes.some(({ oid, values }) => oid === id && values === 1),
    );
    return wrong && `attribute ${wrong}`;
  },
};

export default rule;
