import { memberOf } from '../../consent-content.ts';
import { CONSENT_KINDS } from '../../kinds.ts';
import { type ConsentRule, openProfile } from '../../rule.ts';

const rule: ConsentRule = {
  id: 'consent/time-is-utc-in-whole-seconds',
  says: 'The time is UTC in whole seconds and exists.',
  source: openProfile('messages of J-LIS'),
  level: 'shall',
  appliesTo: CONSENT_KINDS,
  fault: ({ content }) => {
    const at = memberOf(content, 'at');
    if (at === undefined) return undefined;
    const holds =
      typeof at === 'string' &&
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(at) &&
      !Number.isNaN(Date.parse(at)) &&
      new Date(at).toISOString().slice(0, 19) === at.slice(0, 19);
    return holds ? undefined : `at ${JSON.stringify(at)}`;
  },
};

export default rule;
