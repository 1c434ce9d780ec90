/** What goes wrong between a card and its client, on purpose: rules as text or JSON, and who carries them out. */
export { foreignCard, foreignCardNames, isForeignCard } from './foreign-cards.ts';
export { type Occurrence, occurrence } from './occurrence.ts';
export { RULE_TYPES, type Rule, type RuleType, readRule, rule } from './rule.ts';
export { createRuleBook, type Effect, type Fire, type ListedRule, type RuleBook } from './rule-book.ts';
export { type Expected, parseRule, RuleTextError, ruleText } from './rule-text.ts';
export { type RuledOptions, ruledChannel, ruledChip } from './ruled.ts';
