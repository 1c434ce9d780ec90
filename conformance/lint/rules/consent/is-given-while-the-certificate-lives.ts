import { memberOf } from '../../consent-content.ts';
import { CONSENT_KINDS } from '../../kinds.ts';
import { type ConsentRule, law } from '../../rule.ts';

const rule: ConsentRule = {
  id: 'consent/is-given-while-the-certificate-lives',
  says: 'The time in the message lies in the validity of the certificate that signed.',
  source: law('公的個人認証法15条, 19条1項'),
  level: 'shall',
  appliesTo: CONSENT_KINDS,
  fault: ({ content, signer }) => {
    const at = memberOf(content, 'at');
    if (typeof at !== 'string' || Number.isNaN(Date.parse(at)) || signer === undefined) return undefined;
    const time = new Date(at);
    return time >= signer.notBefore && time <= signer.notAfter ? undefined : `at ${at}`;
  },
};

export default rule;
