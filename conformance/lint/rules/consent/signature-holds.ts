import { CONSENT_KINDS } from '../../kinds.ts';
import { type ConsentRule, law } from '../../rule.ts';

const rule: ConsentRule = {
  id: 'consent/signature-holds',
  says: 'The signature holds under the key in the certificate of the signer.',
  source: law('公的個人認証法19条1項'),
  level: 'shall',
  appliesTo: CONSENT_KINDS,
  fault: ({ cms, signer, form: { signers } }) =>
    signers.length !== 1 || signer === undefined || cms.signatureOk
      ? undefined
      : 'the signature does not hold',
};

export default rule;
