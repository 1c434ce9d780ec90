import { CONSENT_MEMBERS } from '../../../decode/index.ts';
import { objectOf } from '../../consent-content.ts';
import { CONSENT_KINDS } from '../../kinds.ts';
import { type ConsentRule, openProfile } from '../../rule.ts';

const rule: ConsentRule = {
  id: 'consent/members-are-those-of-the-message',
  says: 'The members are those of the message: all of them and no other.',
  source: openProfile('messages of J-LIS'),
  level: 'shall',
  appliesTo: CONSENT_KINDS,
  fault: ({ kind, content }) => {
    const object = objectOf(content);
    if (object === undefined) return undefined;
    const found = Object.keys(object);
    const missing = CONSENT_MEMBERS[kind].filter((name) => !found.includes(name));
    const extra = found.filter((name) => !CONSENT_MEMBERS[kind].includes(name));
    return missing.length + extra.length === 0
      ? undefined
      : [...missing.map((name) => `${name} is missing`), ...extra.map((name) => `${name} is too many`)].join(
          ', ',
        );
  },
};

export default rule;
