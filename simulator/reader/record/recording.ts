/**
 * A dialogue with a card in a file: one line of JSON for what it is, then one for each event, in order.
 *
 * The same events are what `card --trace` prints as text, what `replay` plays against another card, and what the
 * transcripts of vectors/apdu are made of. No PIN, 照合番号 or Individual Number stands in them (`mask.ts`).
 */
import { z } from 'zod';
import { fromHex } from '../../apdu/bytes.ts';
import { createTracer, tracedText } from '../../apdu/trace.ts';
import { UsageError } from '../../errors.ts';

const hex = z.string().regex(/^([0-9A-F]{2})*$/, 'upper-case hex');
const code = z.string().regex(/^ERR_[A-Z0-9_]+$/);

/** Which PIN or 照合番号 stood in a command. */
const secret = z.strictObject({
  of: z
    .string()
    .regex(/^([0-9A-F]{10,32}:[0-9A-F]{4}|unknown)$/)
    .meta({
      description: 'AID and file identifier of the PIN file, AID:FID; unknown: no PIN file was current.',
    }),
  is: z.enum(['right', 'wrong', 'new']).meta({
    description:
      'right: the card accepted this value in this dialogue. wrong: it did not. new: the value of a change.',
  }),
});

/** What stood in an answer that is not kept. */
const masked = z.strictObject({
  bytes: z.int().min(1).max(65_536).meta({ description: 'How many bytes of data came.' }),
  shape: z.string().optional().meta({ description: 'Tags of the data, if they are a whole data object.' }),
});

export const exchange = z
  .strictObject({
    capdu: hex.meta({ description: 'The command. Where secret is given, the bytes of its data are zeros.' }),
    secret: secret.optional(),
    rapdu: hex.optional().meta({ description: 'The answer. Where masked is given, its status word alone.' }),
    masked: masked.optional(),
    error: code.optional().meta({ description: 'Why no answer came.' }),
  })
  .meta({ title: 'exchange' });

export const power = z
  .strictObject({
    power: z.enum(['on', 'off', 'reset']).meta({ description: 'reset: a warm one.' }),
    atr: hex.optional().meta({ description: 'Answer to reset; absent when power went off or none came.' }),
    error: code.optional(),
  })
  .meta({ title: 'power' });

export const recordedEvent = z.union([power, exchange]);
export type RecordedExchange = z.output<typeof exchange>;
export type RecordedPower = z.output<typeof power>;
export type RecordedEvent = z.output<typeof recordedEvent>;

/** The first line. */
export const headerOfRecording = z.strictObject({
  recording: z.literal('fpos-hil'),
  version: z.literal(1),
  /** Whose card it was, in words; for people. */
  card: z.string().max(200).optional(),
});

export interface Recording {
  readonly card?: string;
  readonly events: readonly RecordedEvent[];
}

export const headerLine = (card?: string): string =>
  JSON.stringify({ recording: 'fpos-hil', version: 1, ...(card !== undefined && { card }) });

/** Text of a file. */
export const recordingText = ({ card, events }: Recording): string =>
  `${[headerLine(card), ...events.map((event) => JSON.stringify(event))].join('\n')}\n`;

/** Beyond this no dialogue is meant. */
const LINES_MAX = 1_000_000;

/**
 * Reads the text of a file; `name` is for the message.
 *
 * @throws UsageError ERR_RECORDING: the line, and what is wrong with it
 */
export function readRecording(name: string, text: string): Recording {
  const refuse = (line: number, message: string, cause?: unknown): UsageError =>
    new UsageError('ERR_RECORDING', `${name}:${line}: ${message}`, {
      hint: 'A recording is what `fpos-hil card --record FILE -- COMMAND` writes.',
      ...(cause !== undefined && { cause }),
    });
  const parse = <T>(schema: z.ZodType<T>, line: string, number: number): T => {
    let json: unknown;
    try {
      json = JSON.parse(line);
    } catch (cause) {
      throw refuse(number, 'not JSON', cause);
    }
    const parsed = schema.safeParse(json);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw refuse(number, `/${issue?.path.join('/')}: ${issue?.message}`);
  };
  const lines = text.replace(/\n$/, '').split('\n');
  if (lines.length > LINES_MAX) throw refuse(LINES_MAX, `more than ${LINES_MAX} lines`);
  const { card } = parse(headerOfRecording, lines[0]!, 1);
  const events = lines.slice(1).map((line, at) => {
    const isPower = line.startsWith('{"power"');
    return parse<RecordedEvent>(isPower ? power : exchange, line, at + 2);
  });
  return { ...(card !== undefined && { card }), events };
}

/** The answer as bytes; what is masked is zeros. */
export function rapduOf({ rapdu, masked: hidden }: RecordedExchange): Uint8Array | undefined {
  if (rapdu === undefined) return undefined;
  return fromHex(`${'00'.repeat(hidden?.bytes ?? 0)}${rapdu}`);
}

/** The lines of `card --trace` for a dialogue. */
export function tracedLines(events: readonly RecordedEvent[]): string[] {
  const tracer = createTracer();
  return events.map((event) => {
    if ('power' in event)
      return `${tracer.power(event.power)}${event.atr === undefined ? '' : ` → ${event.atr}`}`;
    const rapdu = rapduOf(event);
    const capdu = fromHex(event.capdu);
    return rapdu === undefined
      ? `${tracer.exchange(capdu, new Uint8Array(0)).line} (${event.error ?? 'no answer'})`
      : tracedText(tracer.exchange(capdu, rapdu));
  });
}
