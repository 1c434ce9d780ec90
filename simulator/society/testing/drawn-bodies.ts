/** Bodies drawn from the JSON Schema of an operation: such as fit it, and such as one thing is wrong with. */
import fc from 'fast-check';

/** As much of JSON Schema as descriptions of ours use. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly format?: string;
}

/** Long texts tell no more than these. */
const TEXT_MAX = 400;
const ITEMS_MAX = 4;

const dateTime = fc
  .date({
    min: new Date('1990-01-01T00:00:00Z'),
    max: new Date('2060-01-01T00:00:00Z'),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString().replace(/\.\d+/, ''));

function text(
  { pattern, format, minLength = 0, maxLength = TEXT_MAX }: Schema,
  known: readonly string[],
): fc.Arbitrary<string> {
  if (format === 'date-time') return dateTime;
  const fits = (value: string): boolean =>
    value.length >= minLength &&
    value.length <= maxLength &&
    (pattern === undefined || new RegExp(pattern, 'u').test(value));
  // What the service gave out before is what it may take back.
  const own = known.filter(fits);
  // A class of characters by property is drawn by filter: nearly every character is in those that ours name.
  const free =
    pattern === undefined || pattern.includes('\\P{')
      ? fc.string({ minLength, maxLength: Math.min(maxLength, TEXT_MAX), unit: 'grapheme' }).filter(fits)
      : fc.stringMatching(new RegExp(pattern)).filter(fits);
  return own.length > 0 ? fc.oneof(fc.constantFrom(...own), free) : free;
}

/** Something that fits the schema. `known`: texts that the service has met. */
export function fitting(schema: Schema, known: readonly string[]): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) return fc.oneof(...choice.map((one) => fitting(one, known)));
  switch (schema.type) {
    case 'object': {
      const members = Object.entries(schema.properties ?? {}).map(
        ([name, member]) => [name, fitting(member, known)] as const,
      );
      return fc.record(Object.fromEntries(members), { requiredKeys: [...(schema.required ?? [])] });
    }
    case 'array':
      return fc.uniqueArray(fitting(schema.items ?? {}, known), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? ITEMS_MAX, ITEMS_MAX),
      });
    case 'string':
      return text(schema, known);
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? -1000, max: Math.min(schema.maximum ?? 2 ** 31, 2 ** 31) });
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    default:
      throw new Error(`no drawing for ${JSON.stringify(schema)}`);
  }
}

const WRONG_VALUES = [null, true, -1, 1.5, '', [], {}, 'x'.repeat(40_000), '\u0000', '__proto__'];

/** A good body with one thing wrong: a member gone, added, or of another kind. */
export const unfitting = (schema: Schema, known: readonly string[]): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      fitting(schema, known),
      fc.nat(),
      fc.constantFrom('gone', 'added', 'other'),
      fc.constantFrom(...WRONG_VALUES),
    )
    .map(([good, at, how, wrong]) => {
      if (typeof good !== 'object' || good === null || Array.isArray(good)) return wrong;
      const members = Object.entries(good);
      const i = at % Math.max(1, members.length);
      if (how === 'added' || members.length === 0) return { ...good, [`added${at}`]: wrong };
      if (how === 'gone') return Object.fromEntries(members.filter((_, k) => k !== i));
      return Object.fromEntries(members.map(([name, value], k) => [name, k === i ? wrong : value]));
    });

/** Bodies that are no JSON, too large, or in no character set. */
export const noise: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.constant(new Uint8Array()),
  fc.constant(Buffer.from('{"a":')),
  fc.constant(Buffer.from('[]')),
  fc.constant(Buffer.from([0xff, 0xfe, 0x7b, 0x7d])),
  fc.constant(Buffer.alloc(70_000, 0x20)),
  fc.uint8Array({ maxLength: 200 }),
);
