/** What a service says of itself in `/openapi.json`, and whether an answer of it is as described there. Reads nothing else of ours. */
import { z } from 'zod';

type Schema = Readonly<Record<string, unknown>>;

interface Content {
  readonly schema?: Schema;
}

export interface DescribedOperation {
  readonly host: string;
  readonly method: string;
  /** With `{parameters}`. */
  readonly path: string;
  readonly body: { readonly type: string; readonly schema?: Schema } | undefined;
  /** By status. */
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Content>> }>>;
  /** Components of the description, for references. */
  readonly components: Schema;
}

interface Document {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          Pick<DescribedOperation, 'responses'> & {
            readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
          }
        >
      >
    >
  >;
  readonly components: Schema;
}

/** Every operation of a description. */
export const operationsOf = (host: string, document: unknown): readonly DescribedOperation[] => {
  const { paths, components } = document as Document;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses, requestBody }]) => {
      const [body] = Object.entries(requestBody?.content ?? {});
      return {
        host,
        method: method.toUpperCase(),
        path,
        body: body && { type: body[0], ...(body[1].schema && { schema: body[1].schema }) },
        responses,
        components,
      };
    }),
  );
};

export interface SeenAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const PROBLEM = 'application/problem+json';

/** What the service tells everybody who asks for what it does not have: of no operation. */
const OF_NO_OPERATION = ['not-found', 'method-not-allowed'];

const isJson = (type: string): boolean => /^application\/(?:[a-z]+\+)?json\b/.test(type);

const readers = new WeakMap<Schema, z.ZodType>();

/** The schema as JSON Schema has it, with the components it refers to. */
function readerOf(schema: Schema, components: Schema): z.ZodType {
  const known = readers.get(schema);
  if (known) return known;
  // One document for the reader: references point into it.
  const made = z.fromJSONSchema(withDefinitions(schema, components) as never);
  readers.set(schema, made);
  return made;
}

/** What \\P{Cc} means, for a reader whose patterns know no properties of characters (zod leaves out the flag `u`). */
const NO_CONTROL_CHARACTER = '[^\\\\u0000-\\\\u001f\\\\u007f-\\\\u009f]';

/** `#/components/schemas/X` is `#/$defs/X` in a schema by itself. */
function withDefinitions(schema: Schema, { schemas }: Schema): Schema {
  const moved = JSON.stringify(schema)
    .replaceAll('#/components/schemas/', '#/$defs/')
    .replaceAll('\\\\P{Cc}', NO_CONTROL_CHARACTER);
  return { ...(JSON.parse(moved) as Schema), $defs: schemas };
}

/** What is wrong with an answer by the description of its operation; undefined: nothing. */
export function faultOf(
  { responses, components }: Pick<DescribedOperation, 'responses' | 'components'>,
  { status, type, text }: SeenAnswer,
): string | undefined {
  const media = type.split(';')[0]!.trim();
  const described = responses[status];
  if (!described) return `status ${status} is not described: ${text.slice(0, 120)}`;
  const content = described.content ?? {};
  if (Object.keys(content).length === 0) return text === '' ? undefined : `status ${status} has a body`;
  const own = content[media];
  if (!own)
    return `status ${status} comes as ${media || 'nothing'}, not ${Object.keys(content).join(' or ')}`;
  if (!isJson(media) || !own.schema) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return `status ${status} is no JSON`;
  }
  const read = readerOf(own.schema, components).safeParse(value);
  if (read.success) return undefined;
  const [issue] = read.error.issues;
  return `status ${status} does not fit its schema at /${issue!.path.join('/')}: ${issue!.message} in ${text.slice(0, 160)}`;
}

/** Members of the body of an operation, whichever of several bodies they are of, each with its schema. */
export const membersOf = ({ body }: DescribedOperation): readonly (readonly [string, Schema])[] =>
  [body?.schema?.anyOf ?? body?.schema ?? []]
    .flat()
    .flatMap((one) => Object.entries((one as Schema).properties ?? {}) as [string, Schema][]);

/** What is wrong with a value by a schema of the description; undefined: nothing. */
export function misfit(schema: unknown, components: Schema, value: unknown): string | undefined {
  const [issue] = readerOf(schema as Schema, components).safeParse(value).error?.issues ?? [];
  return issue && `/${issue.path.join('/')}: ${issue.message}`;
}

/** Does the description ask for such a body? */
export const asksFor = ({ body, components }: DescribedOperation, bytes: Uint8Array): boolean => {
  if (!body?.schema) return true;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return readerOf(body.schema, components).safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
};

/** The refusal that stands outside all operations, as what it is. */
export const isOfNoOperation = ({ status, type, text }: SeenAnswer): boolean =>
  (status === 404 || status === 405) &&
  type === PROBLEM &&
  OF_NO_OPERATION.includes((JSON.parse(text) as { code?: string }).code ?? '');
