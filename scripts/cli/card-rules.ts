/** `card --rule`: what goes wrong on purpose between the card in the first reader and its programs. */
import type { Chip } from '../../simulator/apdu/index.ts';
import { UsageError } from '../../simulator/errors.ts';
import {
  createRuleBook,
  type Fire,
  foreignCard,
  isForeignCard,
  type ListedRule,
  type PcscReader,
  parseRule,
  RuleTextError,
  readRule,
  ruledChip,
  ruleText,
} from '../../simulator/reader/index.ts';
import { type Chance, machineWait } from '../../simulator/world/index.ts';
import type { CliContext } from './context.ts';
import { RULE_WORDS } from './words/rules.ts';

/** "citizen 4": the card of another citizen of the same world. */
const CITIZEN = /^citizen ([1-9]\d{0,8})$/;

export interface CardRules {
  /** The card, as programs meet it. */
  wrap(chip: Chip): Chip;
  /** The reader that the card lies in, once it is there: from it a torn card is taken, and put back. */
  lies(reader: PcscReader): void;
  readonly list: readonly ListedRule[];
  /** @throws UsageError */
  add(text: string): Promise<ListedRule>;
  /** @throws UsageError ERR_RULE_ID */
  remove(id: string): void;
  /** Nothing comes back any more. */
  close(): void;
}

export interface CardRulesOptions {
  readonly chance: Chance;
  /** Makes the card of a citizen of the same world. */
  readonly citizenCard: (citizen: number) => Promise<Chip>;
  /** More rules may come while the card is in use. */
  readonly grows?: boolean;
  /** Rules that somebody else keeps, asked besides. */
  readonly ask?: Fire;
  /** Told what came true. */
  readonly onFired?: (text: string) => void;
}

function jsonOf(text: string, { language }: CliContext): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const words = RULE_WORDS[language];
    throw new UsageError('ERR_RULE_TEXT', words.json(text), { hint: words.hint, cause });
  }
}

export function createCardRules(
  { chance, citizenCard, grows = false, ask, onFired }: CardRulesOptions,
  context: CliContext,
): CardRules {
  const words = RULE_WORDS[context.language];
  const others = new Map<string, Chip>();
  const book = createRuleBook({ chance, knowsCard: (name) => isForeignCard(name) || others.has(name) });
  const closed = new AbortController();
  let reader: PcscReader | undefined;

  const fire: Fire = async (happens) => {
    const effects = [...book.fire(happens), ...((await ask?.(happens)) ?? [])];
    for (const { draw: _, ...rule } of effects) onFired?.(ruleText(rule));
    return effects;
  };
  /** The card of another citizen; a fresh one, made once. */
  const otherCard = async (name: string): Promise<Chip> => {
    const known = others.get(name) ?? (await citizenCard(Number(CITIZEN.exec(name)?.[1])));
    others.set(name, known);
    return known;
  };
  const torn = async (backMs: number | undefined): Promise<void> => {
    await reader?.remove();
    if (backMs === undefined) return;
    try {
      await machineWait(backMs, closed.signal);
    } catch {
      return; // The service is no longer there.
    }
    await reader?.insert();
  };
  return {
    wrap(chip) {
      // A card that answers at once need not wait for anybody.
      if (!grows && ask === undefined && book.list.length === 0) return chip;
      return ruledChip(chip, {
        fire,
        wait: machineWait,
        card: async (name) => (isForeignCard(name) ? foreignCard(name) : otherCard(name)),
        onTorn: (backMs) => void torn(backMs),
      });
    },
    lies(where) {
      reader = where;
    },
    get list() {
      return book.list;
    },
    async add(text) {
      try {
        const rule = text.startsWith('{') ? readRule(jsonOf(text, context)) : parseRule(text);
        // Made now: a mistake is told before anything starts, and no command waits for it.
        if (rule.type === 'swap' && CITIZEN.test(rule.card)) await otherCard(rule.card);
        return book.add(rule);
      } catch (error) {
        if (!(error instanceof RuleTextError)) throw error;
        throw new UsageError(error.code, words.mistake(error), { hint: words.hint, cause: error });
      }
    },
    remove(id) {
      if (!book.remove(Number(id))) throw new UsageError('ERR_RULE_ID', words.noRule(id));
    },
    close: () => closed.abort(new Error('closed')),
  };
}
