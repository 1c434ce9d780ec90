import { CONSENT_KINDS } from '../../kinds.ts';
import { type ConsentRule, openProfile } from '../../rule.ts';

const rule: ConsentRule = {
  id: 'consent/is-der',
  says: 'The signed message is DER.',
  source: openProfile('card-signed messages'),
  level: 'shall',
  appliesTo: CONSENT_KINDS,
  fault: ({ form: { strict } }) => (strict.ok ? undefined : `${strict.why}, at byte ${strict.offset}`),
};

export default rule;
