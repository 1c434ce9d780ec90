/**
 * Two dialogues side by side: what the second one has otherwise, by kind. A pure function of both.
 *
 * Values are compared only where it is asked for: two people's cards differ there and are both right.
 */
import { equal, fromHex, toHex } from '../../apdu/bytes.ts';
import { parseCommandApdu } from '../../apdu/command-apdu.ts';
import { parseResponseApdu, type ResponseApdu } from '../../apdu/response-apdu.ts';
import { SW_OK, swHex, triesLeftOf } from '../../apdu/status-word.ts';
import { createTracer } from '../../apdu/trace.ts';
import { follow, type Place, powerUp } from '../../apdu/trace-state.ts';
import { type RecordedEvent, type RecordedExchange, rapduOf } from './recording.ts';
import { leadingShape } from './shape.ts';

/**
 * - `status-word`: another one, or an answer where there was none, or none.
 * - `counter`: 63Cx with another x.
 * - `length`: more or fewer bytes of data.
 * - `structure`: other data objects in what was read.
 * - `order`: another command or power event in this place, one more, or one fewer.
 * - `atr`: another answer to reset.
 * - `content`: other bytes (only if asked for).
 */
export const DIFFERENCE_KINDS = [
  'status-word',
  'counter',
  'length',
  'structure',
  'order',
  'atr',
  'content',
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** `at` counts events of the first dialogue from 1; `line` is that of a trace. Neither quotes data of a card. */
export interface Difference {
  readonly at: number;
  readonly kind: DifferenceKind;
  readonly line: string;
  readonly expected: string;
  readonly actual: string;
}

export interface CompareOptions {
  /** Compare values too: for the same card, or one with the same contents. */
  readonly content?: boolean;
}

/** What makes two events the same step of a dialogue. Whether a PIN was right is no part of it: the card's answer tells. */
const stepOf = (event: RecordedEvent): string =>
  'power' in event ? `power ${event.power}` : `${event.capdu} ${event.secret?.of ?? ''}`;

type Pair = readonly [first: number | undefined, second: number | undefined];

/** Beyond so many steps on either side dialogues are compared place by place; the table would have a billion cells. */
const ALIGN_MAX = 3_000;

/** The longest sequence of steps that both have in common, and what lies between. */
function aligned(first: readonly string[], second: readonly string[]): Pair[] {
  const [rows, columns] = [first.length, second.length];
  const longest = Math.max(rows, columns);
  if (longest > ALIGN_MAX)
    return Array.from({ length: longest }, (_, i) => [i < rows ? i : undefined, i < columns ? i : undefined]);
  const width = columns + 1;
  const common = new Uint16Array((rows + 1) * width);
  for (let i = rows - 1; i >= 0; i -= 1)
    for (let j = columns - 1; j >= 0; j -= 1)
      common[i * width + j] =
        first[i] === second[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
  const pairs: Pair[] = [];
  for (let i = 0, j = 0; i < rows || j < columns; ) {
    if (i < rows && j < columns && first[i] === second[j]) pairs.push([i++, j++]);
    else if (j >= columns || (i < rows && common[(i + 1) * width + j]! >= common[i * width + j + 1]!))
      pairs.push([i++, undefined]);
    else pairs.push([undefined, j++]);
  }
  return pairs;
}

/** What was read of each file so far, from its start without a gap. */
class Files {
  #place: Place = powerUp;
  readonly #read = new Map<string, Uint8Array>();
  powered(): void {
    this.#place = powerUp;
  }
  /** The structure that this answer completes, or is by itself. */
  shapeAfter(event: RecordedExchange, answer: ResponseApdu): string | undefined {
    let command: ReturnType<typeof parseCommandApdu>;
    try {
      command = parseCommandApdu(fromHex(event.capdu));
    } catch {
      return undefined;
    }
    this.#place = follow(this.#place, command, answer);
    if (answer.sw !== SW_OK || answer.data.length === 0) return undefined;
    if (event.masked !== undefined) return event.masked.shape;
    if (command.ins !== 0xb0)
      return command.ins === 0xca || command.ins === 0xb2 ? leadingShape(answer.data) : undefined;
    const { application, file } = this.#place;
    if (application === undefined || file === undefined) return undefined;
    const key = `${application.name} ${file.fid}`;
    const offset = command.p1 < 0x80 ? command.p1 * 256 + command.p2 : command.p2;
    const known = this.#read.get(key) ?? new Uint8Array(0);
    if (offset > known.length) return undefined;
    const whole = new Uint8Array(Math.max(known.length, offset + answer.data.length));
    whole.set(known);
    whole.set(answer.data, offset);
    this.#read.set(key, whole);
    return leadingShape(whole);
  }
}

/** Signatures with a salt and challenges are other bytes each time. */
const isRandom = (capdu: string): boolean => /^(0084|802A0[45])/.test(capdu);

interface Said {
  readonly answer: ResponseApdu | undefined;
  readonly shape: string | undefined;
}

function said(event: RecordedExchange, files: Files): Said {
  const rapdu = rapduOf(event);
  const answer = rapdu === undefined || rapdu.length < 2 ? undefined : parseResponseApdu(rapdu);
  return { answer, shape: answer && files.shapeAfter(event, answer) };
}

type Found = Pick<Difference, 'kind' | 'expected' | 'actual'>;

function swDifference(
  first: RecordedExchange,
  second: RecordedExchange,
  a: Said,
  b: Said,
): Found | undefined {
  const told = ({ error }: RecordedExchange, { answer }: Said): string =>
    answer === undefined ? (error ?? 'no status word') : swHex(answer.sw);
  const [expected, actual] = [told(first, a), told(second, b)];
  if (expected === actual) return undefined;
  const tries = [a, b].map(({ answer }) => answer && triesLeftOf(answer.sw));
  return { kind: tries.includes(undefined) ? 'status-word' : 'counter', expected, actual };
}

const bytes = (count: number): string => (count === 1 ? '1 byte' : `${count} bytes`);

/** In the order of what they mean for a client; the first that is found stands for the exchange. */
function exchangeDifference(
  first: RecordedExchange,
  second: RecordedExchange,
  [a, b]: readonly [Said, Said],
  content: boolean,
): Found | undefined {
  const sw = swDifference(first, second, a, b);
  if (sw || a.answer === undefined || b.answer === undefined) return sw;
  const [expected, actual] = [a.answer.data, b.answer.data];
  if (expected.length !== actual.length)
    return { kind: 'length', expected: bytes(expected.length), actual: bytes(actual.length) };
  if (a.shape !== undefined && a.shape !== b.shape)
    return { kind: 'structure', expected: a.shape, actual: b.shape ?? 'no whole data object' };
  if (!content || first.masked !== undefined || isRandom(first.capdu) || equal(expected, actual))
    return undefined;
  const at = expected.findIndex((byte, i) => byte !== actual[i]);
  return { kind: 'content', expected: `as recorded`, actual: `another byte ${at}` };
}

/** Every difference, in the order of the first dialogue; at most one for each event. */
export function compareDialogues(
  first: readonly RecordedEvent[],
  second: readonly RecordedEvent[],
  { content = false }: CompareOptions = {},
): readonly Difference[] {
  const differences: Difference[] = [];
  const [tracer, ofFirst, ofSecond] = [createTracer(), new Files(), new Files()];
  let at = 0;
  for (const [i, j] of aligned(first.map(stepOf), second.map(stepOf))) {
    const [one, other] = [i === undefined ? undefined : first[i]!, j === undefined ? undefined : second[j]!];
    if (one) at += 1;
    const shown = other ?? one!;
    const line =
      'power' in shown
        ? tracer.power(shown.power)
        : tracer.exchange(fromHex(shown.capdu), rapduOf(shown) ?? new Uint8Array(0)).line;
    const found = ((): Found | undefined => {
      if (one === undefined || other === undefined || stepOf(one) !== stepOf(other))
        return {
          kind: 'order',
          expected: one ? nameOf(one) : 'nothing here',
          actual: other ? nameOf(other) : 'nothing here',
        };
      if ('power' in one || 'power' in other) {
        ofFirst.powered();
        ofSecond.powered();
        const [before, after] = [one, other].map((event) =>
          'power' in event ? (event.atr ?? event.error) : undefined,
        );
        return before === after
          ? undefined
          : { kind: 'atr', expected: before ?? 'none', actual: after ?? 'none' };
      }
      return exchangeDifference(one, other, [said(one, ofFirst), said(other, ofSecond)], content);
    })();
    if (found) differences.push({ at, line, ...found });
  }
  return differences;
}

/** An event by its command alone. */
function nameOf(event: RecordedEvent): string {
  return 'power' in event ? `power ${event.power}` : toHex(fromHex(event.capdu).subarray(0, 4));
}
