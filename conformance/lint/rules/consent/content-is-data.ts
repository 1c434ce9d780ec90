import { CONSENT_KINDS } from '../../kinds.ts';
import { type ConsentRule, openProfile } from '../../rule.ts';

const DATA = '1.2.840.113549.1.7.1';

const rule: ConsentRule = {
  id: 'consent/content-is-data',
  says: 'The content is of type data, and in the message.',
  source: openProfile('card-signed messages'),
  level: 'shall',
  appliesTo: CONSENT_KINDS,
  fault: ({ form: { contentType, hasContent } }) =>
    contentType === DATA && hasContent ? undefined : hasContent ? `type ${contentType}` : 'detached',
};

export default rule;
