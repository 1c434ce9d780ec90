/** The rules of one reader: asked about whatever happens there, they say what goes wrong with it, and count. */
import { UsageError } from '../../errors.ts';
import type { Chance } from '../../world/index.ts';
import { foreignCardNames, isForeignCard } from './foreign-cards.ts';
import { concerns, type Occurrence } from './occurrence.ts';
import { type Rule, readRule } from './rule.ts';
import { parseRule, ruleText } from './rule-text.ts';

/** What a rule does to one occurrence. `draw` is chance of its own, 48 bits each, for what the rule leaves open. */
export type Effect = Rule & { readonly draw: readonly [number, number] };

export interface ListedRule {
  /** Stays with the rule; never used again in this book. */
  readonly id: number;
  readonly rule: Rule;
  /** The same for people. */
  readonly text: string;
  /** How often it came true. */
  readonly fired: number;
  /** How often it still may (with `eachPresence`: in this presence); absent: without end. */
  readonly left?: number;
}

/** Asked by whoever stands between card and client. */
export type Fire = (occurrence: Occurrence) => readonly Effect[] | Promise<readonly Effect[]>;

export interface RuleBook {
  /** In the order in which they were added. What is used up is no longer there. */
  readonly list: readonly ListedRule[];
  /**
   * A rule as text or as JSON; it holds from now on.
   *
   * @throws UsageError ERR_RULE, ERR_RULE_TEXT, ERR_RULE_CARD (`swap` to a card that nobody knows), ERR_RULES (too many)
   */
  add(rule: string | Rule): ListedRule;
  /** False when no rule has this id. */
  remove(id: number): boolean;
  clear(): void;
  /** The effects of every rule that this is about, in the order of the rules; each counts as fired. */
  fire(occurrence: Occurrence): readonly Effect[];
}

export interface RuleBookOptions {
  /** Where chance comes from: one stream for each rule, named by its text, so that no rule shifts another's draws. */
  readonly chance: Chance;
  /** Is there a card of this name, for `swap`? Default: those that are no My Number cards. */
  readonly knowsCard?: (name: string) => boolean;
}

const RULES_MAX = 64;
const DRAW_BOUND = 2 ** 48;

type Entry = {
  id: number;
  rule: Rule;
  text: string;
  chance: Chance;
  passed: number;
  used: number;
  fired: number;
};

const leftOf = ({ rule, used }: Entry): number =>
  rule.next === undefined ? Number.POSITIVE_INFINITY : rule.next - used;

/** Used up for ever: counted anew in each presence, a rule never is. */
const isOver = (entry: Entry): boolean => entry.rule.eachPresence !== true && leftOf(entry) <= 0;

function listed(entry: Entry): ListedRule {
  const { id, rule, text, fired } = entry;
  const left = leftOf(entry);
  return { id, rule, text, fired, ...(Number.isFinite(left) && { left }) };
}

/** Counts the occurrence; true: the rule comes true. */
function comesTrue(entry: Entry, occurrence: Occurrence): boolean {
  const { rule } = entry;
  if (leftOf(entry) <= 0 || !concerns(rule, occurrence)) return false;
  if (entry.passed < (rule.skip ?? 0)) {
    entry.passed += 1;
    return false;
  }
  if (rule.oneIn !== undefined && entry.chance.below(rule.oneIn) !== 0) return false;
  entry.used += 1;
  entry.fired += 1;
  return true;
}

export function createRuleBook({ chance, knowsCard = isForeignCard }: RuleBookOptions): RuleBook {
  let entries: Entry[] = [];
  let lastId = 0;
  const added = new Map<string, number>();
  return {
    get list() {
      return entries.map(listed);
    },
    add(given) {
      const rule = typeof given === 'string' ? parseRule(given) : readRule(given);
      if (rule.type === 'swap' && !knowsCard(rule.card))
        throw new UsageError('ERR_RULE_CARD', `there is no card "${rule.card}" for this reader`, {
          hint: `Always there: ${foreignCardNames.join(', ')}.`,
        });
      if (entries.length >= RULES_MAX)
        throw new UsageError('ERR_RULES', `a reader takes at most ${RULES_MAX} rules`, {
          hint: 'Remove some, or say the same with fewer.',
        });
      const text = ruleText(rule);
      const before = added.get(text) ?? 0;
      added.set(text, before + 1);
      lastId += 1;
      const stream = chance.fork(`rule ${text} ${before}`);
      const entry: Entry = { id: lastId, rule, text, chance: stream, passed: 0, used: 0, fired: 0 };
      entries.push(entry);
      return listed(entry);
    },
    remove(id) {
      const kept = entries.filter((entry) => entry.id !== id);
      const found = kept.length < entries.length;
      entries = kept;
      return found;
    },
    clear() {
      entries = [];
    },
    fire(occurrence) {
      if (occurrence.on === 'insertion')
        for (const entry of entries)
          if (entry.rule.eachPresence) Object.assign(entry, { passed: 0, used: 0 });
      const effects = entries
        .filter((entry) => comesTrue(entry, occurrence))
        .map(
          ({ rule, chance: draws }): Effect => ({
            ...rule,
            draw: [draws.below(DRAW_BOUND), draws.below(DRAW_BOUND)],
          }),
        );
      entries = entries.filter((entry) => !isOver(entry));
      return effects;
    },
  };
}
