import { CONSENT_KINDS } from '../../kinds.ts';
import { type ConsentRule, standard } from '../../rule.ts';

const rule: ConsentRule = {
  id: 'consent/digest-is-that-of-the-content',
  says: 'The message digest is that of the content, and the content type that of the content.',
  source: standard('RFC 5652, 5.4, 11.1 and 11.2'),
  level: 'shall',
  appliesTo: CONSENT_KINDS,
  fault: ({ cms, form: { signers, hasContent } }) =>
    signers.length !== 1 || !hasContent || cms.digestOk ? undefined : 'the digest is another',
};

export default rule;
