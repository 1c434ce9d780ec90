import { CONSENT_KINDS } from '../../kinds.ts';
import { type ConsentRule, standard } from '../../rule.ts';

const rule: ConsentRule = {
  id: 'consent/signer-is-named-by-issuer-and-number',
  says: 'The signer is named by issuer and serial number, and its version says so.',
  source: standard('RFC 5652, 5.3'),
  level: 'shall',
  appliesTo: CONSENT_KINDS,
  fault: ({ form: { signers } }) => {
    const [signer] = signers;
    return signer === undefined || (signer.sid === 'issuerAndSerialNumber' && signer.version === 1)
      ? undefined
      : `${signer.sid}, version ${signer.version}`;
  },
};

export default rule;
