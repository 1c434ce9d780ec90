import { CONSENT_MEMBERS } from '../../../decode/index.ts';
import { objectOf } from '../../consent-content.ts';
import { CONSENT_KINDS } from '../../kinds.ts';
import { type ConsentRule, openProfile } from '../../rule.ts';

const sameMembers = (one: readonly string[], other: readonly string[]): boolean =>
  [...one].sort().join() === [...other].sort().join();

const rule: ConsentRule = {
  id: 'consent/is-written-in-one-way',
  says: 'The JSON has its members in the order of the profile and no blanks, so that the same consent is the same bytes.',
  source: openProfile('messages of J-LIS'),
  level: 'should',
  appliesTo: CONSENT_KINDS,
  fault: ({ kind, content, text }) => {
    const object = objectOf(content);
    if (object === undefined || text === undefined) return undefined;
    if (!sameMembers(Object.keys(object), CONSENT_MEMBERS[kind])) return undefined; // another rule's
    const ordered = Object.fromEntries(CONSENT_MEMBERS[kind].map((name) => [name, object[name]]));
    return JSON.stringify(ordered) === text ? undefined : 'another order, or blanks';
  },
};

export default rule;
