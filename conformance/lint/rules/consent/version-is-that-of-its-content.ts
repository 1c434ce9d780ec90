import { CONSENT_KINDS } from '../../kinds.ts';
import { type ConsentRule, standard } from '../../rule.ts';

const DATA = '1.2.840.113549.1.7.1';

const rule: ConsentRule = {
  id: 'consent/version-is-that-of-its-content',
  says: 'The message is of version 1, as content of type data asks.',
  source: standard('RFC 5652, 5.1'),
  level: 'shall',
  appliesTo: CONSENT_KINDS,
  fault: ({ form: { version, contentType } }) =>
    contentType !== DATA || version === 1 ? undefined : `version ${version}`,
};

export default rule;
