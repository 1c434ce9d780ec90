import { CONSENT_KINDS } from '../../kinds.ts';
import { type ConsentRule, openProfile } from '../../rule.ts';

const KNOWN: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.9.3', // contentType
  '1.2.840.113549.1.9.4', // messageDigest
  '1.2.840.113549.1.9.5', // signingTime
  '1.2.840.113549.1.9.16.2.47', // signing-certificate-v2
]);

const rule: ConsentRule = {
  id: 'consent/attributes-are-known',
  says: 'No other attribute is signed but the signing time, and none is unsigned.',
  source: openProfile('card-signed messages'),
  level: 'should',
  appliesTo: CONSENT_KINDS,
  fault: ({ form: { signers } }) => {
    const [signer] = signers;
    if (signer === undefined) return undefined;
    if (signer.hasUnsignedAttributes) return 'unsigned attributes';
    const strange = signer.signedAttributes.find(({ oid }) => !KNOWN.has(oid));
    return strange && `attribute ${strange.oid}`;
  },
};

export default rule;
