import { CONSENT_KINDS } from '../../kinds.ts';
import { type ConsentRule, law } from '../../rule.ts';

const rule: ConsentRule = {
  id: 'consent/has-one-signer',
  says: 'There is one signer.',
  source: law('公的個人認証法施行規則35条の2: by the person'),
  level: 'shall',
  appliesTo: CONSENT_KINDS,
  fault: ({ form: { signers } }) => (signers.length === 1 ? undefined : `${signers.length} signers`),
};

export default rule;
