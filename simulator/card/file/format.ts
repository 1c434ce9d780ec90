/**
 * A card as a JSON file: its data with keys and the values it was personalised with, and its memory as it is now.
 * One description makes both directions. Fields that nobody knows are refused, so that a file means what it says.
 */
import { z } from 'zod';
import { AID_ISD, toHex } from '../../apdu/index.ts';
import { UsageError } from '../../errors.ts';
import { type CardData, type DedicatedFile, fileOf, type PinFile } from '../card-data.ts';
import { bytesCodec, firstIssue, knobsCodec, privateKeyCodec, triesCodec, wordCodec } from '../codecs.ts';
import { type PinFormat, type PinFormatId, pinFormats } from '../pin-format.ts';
import { initialPins, type PinMemory } from '../state.ts';

const FORMAT = 'fpos-hil virtual card';
const VERSION = 1;
const NOTE = 'TEST. Private keys and PINs of an invented person stand here readably.';

const access = z.union([
  z.literal('free'),
  z.literal('never'),
  z.strictObject({ anyOf: z.array(wordCodec).min(1).readonly() }),
]);
const common = { fid: wordCodec, name: z.string() };

const formatCodec = z.codec(
  z.enum(Object.keys(pinFormats) as PinFormatId[]),
  z.custom<PinFormat>((format) => typeof format === 'object'),
  { decode: (id) => pinFormats[id], encode: (format) => format.id as PinFormatId },
);

const file = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('transparent'), ...common, content: bytesCodec, read: access }),
  z.strictObject({
    kind: z.literal('record'),
    ...common,
    records: z.array(bytesCodec).readonly(),
    read: access,
  }),
  z.strictObject({
    kind: z.literal('pin'),
    ...common,
    value: bytesCodec,
    format: formatCodec,
    change: z.enum(['reference-data', 'key', 'never']),
    triesMax: triesCodec,
    triesLeft: triesCodec,
  }),
  z.strictObject({
    kind: z.literal('key'),
    ...common,
    key: privateKeyCodec,
    use: access,
    command: z.enum(['sign', 'authenticate']),
    terminalUse: z.boolean().exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('reference'),
    ...common,
    role: z.enum(['locked', 'terminal-ca', 'unknown']),
  }),
]);

const application = z.strictObject({
  name: z.string(),
  aid: bytesCodec,
  files: z.array(file).readonly(),
  defaultKey: wordCodec.exactOptional(),
  keyExchange: z
    .union([wordCodec, z.strictObject({ key: privateKeyCodec, after: wordCodec })])
    .exactOptional(),
});

const objectsCodec = z.codec(
  z.array(z.strictObject({ tag: wordCodec, value: bytesCodec })),
  z.custom<ReadonlyMap<number, Uint8Array>>((objects) => objects instanceof Map),
  {
    decode: (list) => new Map(list.map(({ tag, value }) => [tag, value] as const)),
    encode: (objects) => [...objects].map(([tag, value]) => ({ tag, value })),
  },
);

const memoryEntry = z.strictObject({
  aid: bytesCodec,
  fid: wordCodec,
  value: bytesCodec,
  triesLeft: triesCodec,
});

const staticFields = {
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  note: z.string(),
  /** Which profile it was made from, for people. */
  profile: z.string().exactOptional(),
  atr: bytesCodec,
  knobs: knobsCodec,
  applications: z.array(application).min(1).readonly(),
  powerUp: z.strictObject({ ...application.shape, objects: objectsCodec }).exactOptional(),
};
const staticSchema = z.strictObject(staticFields);
const fileSchema = z.strictObject({ ...staticFields, memory: z.array(memoryEntry) });

/** Value and tries left of every PIN file, by file. */
export type Pins = ReadonlyMap<PinFile, PinMemory>;

/** A card as it was kept. */
export type KeptCard = { readonly data: CardData; readonly pins: Pins; readonly profile: string | undefined };

/** The part of the text that never changes while the card lives: all but the memory and the closing brace. */
export function staticText(data: CardData, profile?: string): string {
  const head = { format: FORMAT, version: VERSION, note: NOTE } as const;
  const value = z.encode(staticSchema, { ...head, ...(profile !== undefined && { profile }), ...data });
  return `${JSON.stringify(value, null, 2).slice(0, -'\n}'.length)},\n`;
}

/** The rest of the text. */
export function memoryText(data: CardData, pins: Pins): string {
  const entries = data.applications.flatMap(({ aid, files }) =>
    files.flatMap((candidate) => {
      const memory = candidate.kind === 'pin' ? pins.get(candidate) : undefined;
      return memory === undefined ? [] : [{ aid, fid: candidate.fid, ...memory }];
    }),
  );
  return `  "memory": ${JSON.stringify(z.encode(z.array(memoryEntry), entries))}\n}\n`;
}

const wrong = (path: string, where: string): UsageError =>
  new UsageError('ERR_CARD_FILE_SCHEMA', `${path}: ${where}`, {
    hint: 'Put back a copy of the file, or make the card anew.',
  });

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError('ERR_CARD_FILE_JSON', `${path}: not JSON (cut short?)`, {
      hint: 'Put back a copy of the file, or make the card anew.',
      cause,
    });
  }
}

/** Foreign files and files of another version are told apart from broken ones. */
function checkHead(path: string, json: unknown): void {
  const head = (typeof json === 'object' && json !== null ? json : {}) as {
    format?: unknown;
    version?: unknown;
  };
  if (head.format !== FORMAT) {
    throw new UsageError('ERR_CARD_FILE_FOREIGN', `${path}: not a card of this program`, {
      hint: `Its "format" would be ${JSON.stringify(FORMAT)}.`,
    });
  }
  if (head.version !== VERSION) {
    const version = JSON.stringify(head.version);
    throw new UsageError(
      'ERR_CARD_FILE_VERSION',
      `${path}: version ${version}, this program reads ${VERSION}`,
    );
  }
}

function pinAt(data: CardData, aid: Uint8Array, fid: number): PinFile | undefined {
  const owner = data.applications.find((candidate) => toHex(candidate.aid) === toHex(aid));
  const found = owner && fileOf(owner, fid);
  return found?.kind === 'pin' ? found : undefined;
}

/** No FID twice, default keys that are keys: what a schema cannot say. */
function faultOf(applications: readonly DedicatedFile[]): string | undefined {
  for (const [at, { files, aid, defaultKey }] of applications.entries()) {
    const place = `applications[${at}]`;
    if (aid.length < 5 || aid.length > 16) return `${place}.aid: must have 5 to 16 bytes`;
    const fids = files.map(({ fid }) => fid);
    const twice = fids.findIndex((fid, n) => fids.indexOf(fid) !== n);
    if (twice >= 0) return `${place}.files[${twice}].fid: is there twice`;
    if (defaultKey !== undefined && files.find(({ fid }) => fid === defaultKey)?.kind !== 'key')
      return `${place}.defaultKey: is no key file`;
  }
  return undefined;
}

function pinsOf(path: string, data: CardData, memory: readonly z.output<typeof memoryEntry>[]): Pins {
  const pins = new Map(initialPins(data));
  const seen = new Set<PinFile>();
  memory.forEach(({ aid, fid, value, triesLeft }, at) => {
    const pin = pinAt(data, aid, fid);
    if (pin === undefined || seen.has(pin))
      throw wrong(path, `memory[${at}]: names no PIN file, or one twice`);
    if (triesLeft > pin.triesMax) throw wrong(path, `memory[${at}].triesLeft: at most ${pin.triesMax}`);
    seen.add(pin);
    pins.set(pin, { value, triesLeft });
  });
  // A counter left out would be a counter restored.
  if (seen.size !== pins.size) throw wrong(path, 'memory: a PIN file is missing');
  return pins;
}

/**
 * Reads the text of a card file.
 *
 * @throws UsageError ERR_CARD_FILE_JSON, ERR_CARD_FILE_FOREIGN, ERR_CARD_FILE_VERSION, or ERR_CARD_FILE_SCHEMA with the
 * place in the file
 */
export function readCardText(path: string, text: string): KeptCard {
  const json = parseJson(path, text);
  checkHead(path, json);
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) throw wrong(path, firstIssue(parsed.error));
  const { atr, knobs, applications, powerUp, memory, profile } = parsed.data;
  const fault = faultOf(applications);
  if (fault !== undefined) throw wrong(path, fault);
  if (powerUp && toHex(powerUp.aid) !== toHex(AID_ISD))
    throw wrong(path, 'powerUp.aid: must be that of the ISD');
  const data: CardData = { atr, knobs, applications, ...(powerUp && { powerUp }) };
  return { data, pins: pinsOf(path, data, memory), profile };
}
