/** What goes wrong on purpose between the cards of citizens and their readers: a book of rules for each citizen. */
import type { CardChannel, Chip } from '../apdu/index.ts';
import { UsageError } from '../errors.ts';
import { CITIZEN_MAX } from '../people/index.ts';
import {
  createRuleBook,
  foreignCard,
  inProcessReader,
  isForeignCard,
  type RuleBook,
  ruledChannel,
} from '../reader/index.ts';
import type { World } from '../world/index.ts';

export interface CitizenCardRules {
  /** The rules for this citizen's card; an empty book until some are added. */
  of(citizen: number): RuleBook;
  /** A reader with this card in it, for which the rules of the citizen hold. */
  reader(citizen: number, chip: Chip): CardChannel;
}

/** Books that a world keeps; beyond so many the oldest are gone, with their rules. */
const BOOKS_MAX = 1_000;
const CITIZEN = /^citizen ([1-9]\d{0,8})$/;

const citizenIn = (card: string): number | undefined => {
  const number = Number(CITIZEN.exec(card)?.[1]);
  return number <= CITIZEN_MAX ? number : undefined;
};

/** `cardOf` makes the card of another citizen, for rules that put it in. */
export function createCitizenCardRules(
  { chance, wait }: Pick<World, 'chance' | 'wait'>,
  cardOf: (citizen: number) => Chip,
): CitizenCardRules {
  const books = new Map<number, RuleBook>();
  const of = (citizen: number): RuleBook => {
    const known = books.get(citizen);
    if (known) return known;
    const book = createRuleBook({
      chance: chance.fork(`rules for the card of ${citizen}`),
      knowsCard: (card) => isForeignCard(card) || citizenIn(card) !== undefined,
    });
    books.set(citizen, book);
    if (books.size > BOOKS_MAX) books.delete(books.keys().next().value!);
    return book;
  };
  const card = (name: string): Chip => {
    if (isForeignCard(name)) return foreignCard(name);
    const number = citizenIn(name);
    if (number === undefined) throw new UsageError('ERR_RULE_CARD', `there is no card "${name}"`);
    return cardOf(number);
  };
  return {
    of,
    reader: (citizen, chip) =>
      ruledChannel(inProcessReader(chip), { fire: (happens) => of(citizen).fire(happens), wait, card }),
  };
}
