/**
 * Rules as people write them: "the next two READ BINARY of EF 0001 answer 6F00". The grammar is in docs/rules.md.
 *
 *     rule    = ["in each presence" [","]] ["from the" ordinal "on" [","]] [which] subject ["of" target] effect [limit]
 *     which   = "every" | "the next" [count] | "the" ordinal | "one in" count | "from now on" [","]
 *     subject = "insertion" | "reset" | "command" [CLA and INS in hex] | name of a command
 *     target  = application | file | application file
 *     limit   = [","] "at most" count "time(s)"
 *
 * Case matters only in names of files. `ruleText` writes the shortest text of a rule, and reading it gives the rule again.
 */
import { commandNames } from '../../apdu/describe-commands.ts';
import { namedApplications } from '../../apdu/describe-files.ts';
import { UsageError } from '../../errors.ts';
import { type Rule, readRule } from './rule.ts';

/** What the reader of a rule was looking for when it found something else. */
export type Expected =
  | 'subject'
  | 'target'
  | 'count'
  | 'ordinal'
  | 'effect'
  | 'answer'
  | 'when'
  | 'milliseconds'
  | 'bytes'
  | 'card'
  | 'on'
  | 'end';

/** A rule that cannot be read. `at` counts characters of `text` from 1; `found` is the word there, empty at the end. */
export class RuleTextError extends UsageError {
  readonly text: string;
  readonly at: number;
  readonly found: string;
  readonly expected: Expected;
  constructor(text: string, at: number, found: string, expected: Expected) {
    const what = found === '' ? 'the rule ends' : `"${found}"`;
    super('ERR_RULE_TEXT', `rule "${text}": at ${at}: ${what}, where ${EXPECTED[expected]} should be`, {
      hint: 'For example: the next 2 READ BINARY of EF 0001 answer 6F00. docs/rules.md has the grammar.',
    });
    this.text = text;
    this.at = at;
    this.found = found;
    this.expected = expected;
  }
}

const EFFECTS =
  'what happens (answers HEX, acts but answers HEX, loses the card before|during|after it, gets no answer, hangs, takes N ms, gives at most N bytes, changes byte N, finds CARD)';

const EXPECTED: Readonly<Record<Expected, string>> = {
  subject:
    'insertion, reset, command, the name of a command, or command with CLA and INS in hex (command 802A)',
  target: 'an application (JPKI-AP, an AID) or a file (EF 0001, EF.SIGN_CERT)',
  count: 'a number from 1 to 1000000',
  ordinal: 'an ordinal (1st, second, 10th)',
  effect: EFFECTS,
  answer: 'an answer in hex with its status word (6F00), or nothing',
  when: 'before, during or after',
  milliseconds: 'milliseconds from 1 to 600000, then ms',
  bytes: 'a number of bytes',
  card: 'the name of a card (passport)',
  on: '"on"',
  end: 'the end of the rule',
};

const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];
const SUFFIXES = ['th', 'st', 'nd', 'rd'];
const ordinal = (n: number): string => `${n}${SUFFIXES[n % 100 > 10 && n % 100 < 14 ? 0 : n % 10] ?? 'th'}`;

/** Names of files, longest first. */
const fileNames = [...new Set(namedApplications.flatMap(({ files }) => files.map(({ name }) => name)))].sort(
  (a, b) => b.length - a.length,
);

/** Reads words from the front of a text; every `take…` moves only when it finds what it looks for. */
class Words {
  readonly #text: string;
  #at = 0;
  constructor(text: string) {
    this.#text = text;
    this.#blanks();
  }
  #blanks(): void {
    this.#at += /^\s*/.exec(this.#text.slice(this.#at))![0].length;
  }
  /** What `pattern` matches next; a whole word, in any case of letters. */
  take(pattern: string): string | undefined {
    const found = new RegExp(`^(?:${pattern})(?=[\\s,]|$)`, 'i').exec(this.#text.slice(this.#at))?.[0];
    if (found === undefined) return undefined;
    this.#at += found.length;
    this.#blanks();
    return found;
  }
  comma(): void {
    if (this.#text[this.#at] !== ',') return;
    this.#at += 1;
    this.#blanks();
  }
  get ended(): boolean {
    return this.#at === this.#text.length;
  }
  missing(expected: Expected): RuleTextError {
    const [found = ''] = /^\S*/.exec(this.#text.slice(this.#at)) ?? [];
    return new RuleTextError(this.#text, this.#at + 1, found, expected);
  }
  demand(pattern: string, expected: Expected): string {
    const found = this.take(pattern);
    if (found === undefined) throw this.missing(expected);
    return found;
  }
}

const escaped = (text: string): string => text.replace(/[.()]/g, '\\$&');
const anyOf = (texts: readonly string[]): string => texts.map(escaped).join('|');
const DIGITS = '\\d{1,7}';

function numberOf(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const at = NUMBERS.indexOf(word.toLowerCase());
  return at < 0 ? Number(word) : at + 1;
}

function ordinalOf(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const at = ORDINALS.indexOf(word.toLowerCase());
  return at < 0 ? Number.parseInt(word, 10) : at + 1;
}

const COUNT = `${DIGITS}|${NUMBERS.join('|')}`;
const ORDINAL = `[1-9]\\d{0,6}(?:st|nd|rd|th)|${ORDINALS.join('|')}`;

type Json = Record<string, unknown>;

/** How often, and from when on. */
function readWhich(words: Words): Json {
  const which: Json = {};
  if (words.take('in each presence')) {
    which.eachPresence = true;
    words.comma();
  }
  if (words.take('from the')) {
    which.skip = ordinalOf(words.demand(ORDINAL, 'ordinal'))! - 1;
    words.demand('on', 'on');
    words.comma();
  }
  if (words.take('every')) return which;
  if (words.take('from now on')) {
    words.comma();
    return which;
  }
  if (words.take('one in')) {
    which.oneIn = numberOf(words.demand(COUNT, 'count'));
    return which;
  }
  if (words.take('the next')) {
    which.next = numberOf(words.take(COUNT)) ?? 1;
    return which;
  }
  if (words.take('the')) {
    which.skip = Number(which.skip ?? 0) + ordinalOf(words.demand(ORDINAL, 'ordinal'))! - 1;
    which.next = 1;
  }
  return which;
}

function readSubject(words: Words): string {
  // Names first: one of them begins with the word RESET.
  const name = words.take(anyOf(commandNames))?.toLowerCase();
  if (name !== undefined) return commandNames.find((known) => known.toLowerCase() === name)!;
  const event = words.demand('(?:insertion|reset|command)s?', 'subject').toLowerCase().replace(/s$/, '');
  const code = event === 'command' ? words.take('[0-9a-f]{2} ?[0-9a-f]{2}') : undefined;
  return code === undefined ? event : code.replace(' ', '').toUpperCase();
}

function readTarget(words: Words): Json {
  const target: Json = {};
  const name = words.take(anyOf(namedApplications.map((application) => application.name)));
  const aid = name === undefined ? words.take('(?:[0-9a-f]{2}){5,16}') : undefined;
  if (name !== undefined)
    target.application = namedApplications.find(
      (known) => known.name.toLowerCase() === name.toLowerCase(),
    )!.name;
  if (aid !== undefined) target.application = aid.toUpperCase();
  const file = words.take(anyOf(fileNames)) ?? words.take('(?:I?EF )?[0-9a-f]{4}')?.replace(/^I?EF /i, '');
  if (file !== undefined) target.file = file.toUpperCase();
  if (name === undefined && aid === undefined && file === undefined) throw words.missing('target');
  return target;
}

const readMs = (words: Words): number => Number.parseInt(words.demand(`${DIGITS} ?ms`, 'milliseconds'), 10);

const HEX = '(?:[0-9a-f]{2} ?)*[0-9a-f]{2}';
const readHex = (words: Words): string =>
  words.take('nothing') === undefined ? words.demand(HEX, 'answer').replace(/ /g, '').toUpperCase() : '';

function readTear(words: Words): Json {
  const tear: Json = { type: 'tear', when: words.demand('before|during|after', 'when').toLowerCase() };
  words.take('it|them');
  words.comma();
  if (words.take('(?:and )?back after')) tear.backMs = readMs(words);
  return tear;
}

function readByte(words: Words): Json {
  if (words.take('a byte')) return { type: 'byte' };
  words.demand('byte', 'bytes');
  const byte: Json = { type: 'byte', at: Number(words.demand(DIGITS, 'bytes')) };
  if (words.take('to')) byte.to = words.demand('[0-9a-f]{2}', 'bytes').toUpperCase();
  return byte;
}

function readEffect(words: Words): Json {
  if (words.take('answers?')) return { type: 'answer', rapdu: readHex(words) };
  if (words.take('acts? but answers?')) return { type: 'answer', rapdu: readHex(words), acted: true };
  if (words.take('loses? the card')) return readTear(words);
  if (words.take('gets? no answer')) return { type: 'mute' };
  if (words.take('hangs?')) return { type: 'hang' };
  if (words.take('takes?')) return { type: 'delay', ms: readMs(words) };
  if (words.take('gives? at most')) {
    const bytes = Number(words.demand(DIGITS, 'bytes'));
    words.demand('bytes?', 'bytes');
    return { type: 'short', bytes };
  }
  if (words.take('changes?')) return readByte(words);
  if (words.take('finds?')) {
    words.take('an?|the');
    return { type: 'swap', card: words.demand('[a-z][a-z0-9-]*(?: [0-9]+)?', 'card').toLowerCase() };
  }
  throw words.missing('effect');
}

/** @throws RuleTextError ERR_RULE_TEXT: what, where; UsageError ERR_RULE when its parts do not fit each other */
export function parseRule(text: string): Rule {
  const words = new Words(text);
  const which = readWhich(words);
  const subject = readSubject(words);
  const target = words.take('of') ? readTarget(words) : {};
  const effect = readEffect(words);
  words.comma();
  if (words.take('at most')) {
    which.next = numberOf(words.demand(COUNT, 'count'));
    words.demand('times?', 'count');
  }
  if (!words.ended) throw words.missing('end');
  if (which.skip === 0) delete which.skip;
  return readRule({ ...effect, subject, ...target, ...which });
}

function whichText({ eachPresence, skip, next, oneIn }: Rule): string {
  const each = eachPresence ? 'in each presence, ' : '';
  if (oneIn === undefined && next === 1 && skip !== undefined) return `${each}the ${ordinal(skip + 1)}`;
  const from = skip === undefined ? '' : `from the ${ordinal(skip + 1)} on, `;
  if (oneIn !== undefined) return `${each}${from}one in ${oneIn}`;
  return `${each}${from}${next === undefined ? 'every' : next === 1 ? 'the next' : `the next ${next}`}`;
}

function targetText({ application, file }: Rule): string {
  if (application === undefined && file === undefined) return '';
  const named = file !== undefined && /^[0-9A-F]{4}$/.test(file) ? `EF ${file}` : file;
  return ` of ${[application, named].filter((part) => part !== undefined).join(' ')}`;
}

function effectText(rule: Rule): string {
  switch (rule.type) {
    case 'answer':
      return `${rule.acted ? 'acts but answers' : 'answers'} ${rule.rapdu || 'nothing'}`;
    case 'tear':
      return `loses the card ${rule.when} it${rule.backMs === undefined ? '' : `, back after ${rule.backMs} ms`}`;
    case 'mute':
      return 'gets no answer';
    case 'hang':
      return 'hangs';
    case 'delay':
      return `takes ${rule.ms} ms`;
    case 'short':
      return `gives at most ${rule.bytes} bytes`;
    case 'byte':
      return rule.at === undefined
        ? 'changes a byte'
        : `changes byte ${rule.at}${rule.to === undefined ? '' : ` to ${rule.to}`}`;
    case 'swap':
      return `finds ${rule.card}`;
  }
}

/** A rule for people; `parseRule` reads it back. */
export function ruleText(rule: Rule): string {
  const limit = rule.oneIn !== undefined && rule.next !== undefined ? `, at most ${rule.next} times` : '';
  const subject = /^[0-9A-F]{4}$/.test(rule.subject) ? `command ${rule.subject}` : rule.subject;
  return `${whichText(rule)} ${subject}${targetText(rule)} ${effectText(rule)}${limit}`;
}
