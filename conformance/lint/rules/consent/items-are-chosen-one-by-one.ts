import { memberOf } from '../../consent-content.ts';
import { type ConsentRule, law } from '../../rule.ts';

const FOUR: ReadonlySet<unknown> = new Set(['name', 'address', 'birth', 'gender']);

const rule: ConsentRule = {
  id: 'consent/items-are-chosen-one-by-one',
  says: 'The items are among the four, each once, at least one.',
  source: law('公的個人認証法施行規則35条の2第2項'),
  level: 'shall',
  appliesTo: ['consent'],
  fault: ({ content }) => {
    const items = memberOf(content, 'items');
    if (items === undefined) return undefined;
    const list: unknown[] = Array.isArray(items) ? items : [];
    const holds =
      list.length > 0 && new Set(list).size === list.length && list.every((item) => FOUR.has(item));
    return holds ? undefined : `items ${JSON.stringify(items)}`;
  },
};

export default rule;
