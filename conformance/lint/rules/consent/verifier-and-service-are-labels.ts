import { memberOf } from '../../consent-content.ts';
import { type ConsentRule, notice } from '../../rule.ts';

const rule: ConsentRule = {
  id: 'consent/verifier-and-service-are-labels',
  says: 'Verifier and service are labels of 1 to 64 letters, digits, dots, hyphens and underscores.',
  source: notice('同意の取得に関する通知: the unit is one service; the form is ours'),
  level: 'shall',
  appliesTo: ['consent', 'withdrawal'],
  fault: ({ content }) => {
    const wrong = ['verifier', 'service'].find((name) => {
      const value = memberOf(content, name);
      return value !== undefined && (typeof value !== 'string' || !/^[A-Za-z0-9._-]{1,64}$/.test(value));
    });
    return wrong && `${wrong} ${JSON.stringify(memberOf(content, wrong))}`;
  },
};

export default rule;
