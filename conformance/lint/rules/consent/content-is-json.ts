import { objectOf } from '../../consent-content.ts';
import { CONSENT_KINDS } from '../../kinds.ts';
import { type ConsentRule, openProfile } from '../../rule.ts';

const rule: ConsentRule = {
  id: 'consent/content-is-json',
  says: 'The content is a JSON object in UTF-8.',
  source: openProfile('messages of J-LIS'),
  level: 'shall',
  appliesTo: CONSENT_KINDS,
  fault: ({ content, form: { hasContent } }) =>
    !hasContent || objectOf(content) !== undefined ? undefined : 'no JSON object',
};

export default rule;
