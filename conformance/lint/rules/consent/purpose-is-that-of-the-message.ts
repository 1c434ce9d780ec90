import { CONSENT_PURPOSE } from '../../../decode/index.ts';
import { memberOf } from '../../consent-content.ts';
import { CONSENT_KINDS } from '../../kinds.ts';
import { type ConsentRule, openProfile } from '../../rule.ts';

const rule: ConsentRule = {
  id: 'consent/purpose-is-that-of-the-message',
  says: 'The purpose is that of the message, so that no signature for another end counts.',
  source: openProfile('messages of J-LIS; 公的個人認証法施行規則35条の2'),
  level: 'shall',
  appliesTo: CONSENT_KINDS,
  fault: ({ kind, content }) => {
    const purpose = memberOf(content, 'purpose');
    return purpose === undefined || purpose === CONSENT_PURPOSE[kind]
      ? undefined
      : `purpose ${JSON.stringify(purpose)}`;
  },
};

export default rule;
