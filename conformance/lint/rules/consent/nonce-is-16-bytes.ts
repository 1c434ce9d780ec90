import { memberOf } from '../../consent-content.ts';
import { CONSENT_KINDS } from '../../kinds.ts';
import { type ConsentRule, openProfile } from '../../rule.ts';

const rule: ConsentRule = {
  id: 'consent/nonce-is-16-bytes',
  says: 'The nonce is 16 bytes in lower-case hexadecimal.',
  source: openProfile('messages of J-LIS'),
  level: 'shall',
  appliesTo: CONSENT_KINDS,
  fault: ({ content }) => {
    const nonce = memberOf(content, 'nonce');
    return nonce === undefined || (typeof nonce === 'string' && /^[0-9a-f]{32}$/.test(nonce))
      ? undefined
      : `nonce ${JSON.stringify(nonce)}`;
  },
};

export default rule;
