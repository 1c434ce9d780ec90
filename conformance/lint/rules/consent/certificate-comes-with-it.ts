import { CONSENT_KINDS } from '../../kinds.ts';
import { type ConsentRule, law } from '../../rule.ts';

const rule: ConsentRule = {
  id: 'consent/certificate-comes-with-it',
  says: 'The certificate of the signer is in the message.',
  source: law('公的個人認証法施行規則35条の2第1項: sent together with the certificate'),
  level: 'shall',
  appliesTo: CONSENT_KINDS,
  fault: ({ signer, form: { signers } }) =>
    signers.length !== 1 || signer !== undefined ? undefined : 'no certificate of the signer',
};

export default rule;
