import { CONSENT_KINDS } from '../../kinds.ts';
import { type ConsentRule, standard } from '../../rule.ts';

const rule: ConsentRule = {
  id: 'consent/signing-certificate-is-that-of-the-signer',
  says: 'The attribute signing-certificate-v2 names the certificate of the signer.',
  source: standard('RFC 5035, 3 and 4'),
  level: 'shall',
  appliesTo: CONSENT_KINDS,
  fault: ({ cms: { signingCertificateV2Ok }, signer }) =>
    signer === undefined || signingCertificateV2Ok !== false ? undefined : 'it names another',
};

export default rule;
