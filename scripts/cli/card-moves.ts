/** Cards, readers and rules that come and go while `card --pcsc` runs, as lines of standard input say. */
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { CodedError, UsageError } from '../../simulator/errors.ts';
import type { ListedRule, PcscReader, PcscService } from '../../simulator/reader/index.ts';
import type { CardRules } from './card-rules.ts';
import type { CliContext } from './context.ts';

const MOVE = /^(?:(?<plug>plug)|(?<what>insert|remove|unplug) (?<number>\d{1,3}))$/;

/** Number of a reader as its name has it: " 0A 00" is 10. */
const numberOf = ({ name }: PcscReader): number => Number.parseInt(name.split(' ').at(-2) ?? '', 16);

const RULE = /^(?:(?<list>rules)|(?<verb>rule|unrule) (?<what>.+))$/;

/** The answer to a line about rules; undefined: it is about something else. */
async function ruled(line: string, rules: CardRules): Promise<string | undefined> {
  const { list, verb, what = '' } = RULE.exec(line)?.groups ?? {};
  const told = ({ id, text, left }: ListedRule): string =>
    `rule ${id} ${text}${left === undefined ? '' : ` (${left} left)`}`;
  if (list !== undefined) return [...rules.list.map(told), `rules ${rules.list.length}`].join('\n');
  if (verb === 'rule') return told(await rules.add(what));
  if (verb === undefined) return undefined;
  rules.remove(what);
  return `unrule ${what}`;
}

async function moved(line: string, service: PcscService, { words }: CliContext): Promise<PcscReader> {
  const { plug, what, number } = MOVE.exec(line)?.groups ?? {};
  if (plug !== undefined) return service.plug();
  if (what === undefined)
    throw new UsageError('ERR_CARD_MOVE', words.card.move(line), { hint: words.card.moveHint });
  const reader = service.readers.find((candidate) => numberOf(candidate) === Number(number));
  if (reader === undefined) throw new UsageError('ERR_CARD_MOVE', words.card.noReader(Number(number)));
  await reader[what as 'insert' | 'remove' | 'unplug']();
  return reader;
}

/** Does what each line says, one after the other, and answers each with a line. Returns what ends it. */
export function moveCards(
  service: PcscService,
  rules: CardRules,
  input: Readable,
  context: CliContext,
): () => void {
  const lines = createInterface({ input });
  let last = Promise.resolve();
  const move = async (line: string): Promise<void> => {
    try {
      const told = await ruled(line, rules);
      if (told !== undefined) return context.print(told);
      const reader = await moved(line, service, context);
      context.print(`${line.split(' ')[0]} ${reader.name}`);
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      context.print(`${error.code} ${error.message}${error.hint === undefined ? '' : ` (${error.hint})`}`);
    }
  };
  lines.on('line', (line) => {
    last = last.then(() => move(line.trim()));
  });
  return () => lines.close();
}
