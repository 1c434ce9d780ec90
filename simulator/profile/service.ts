/**
 * HTTP services of the open profile: operations as data, from which come routing, checking, and the OpenAPI document.
 *
 * A service is a function from Request to Response. It opens no socket and knows no clock.
 */
import { Hono } from 'hono';
import { z } from 'zod';
import { PROBLEM_TYPE, PROBLEMS, type ProblemCode, problem, problemResponse, Refusal } from './problems.ts';

/** No message of the profile is larger; a body beyond it is refused unread. 64 KiB holds four certificates and more. */
const BODY_BYTES_MAX = 65_536;

export interface Call<Body> {
  /** As it was asked for: for what routing takes away, such as escapes and a slash at the end. */
  readonly url: string;
  readonly headers: Headers;
  /** Path parameters by name. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** The checked body; raw bytes for operations without a schema. */
  readonly body: Body;
}

export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `{parameters}`, as in OpenAPI. */
  readonly path: string;
  readonly summary: string;
  /** What may stand in the query, by name. */
  readonly query?: Readonly<Record<string, { readonly says: string; readonly required?: true }>>;
  readonly body?: z.ZodType;
  /** What is signed in members of the body, by their names: the payload of a JWS, the content of CMS. */
  readonly signed?: Readonly<Record<string, z.ZodType>>;
  /** Media type of a body without a schema, such as `application/ocsp-request`. */
  readonly bodyType?: string;
  readonly answers: Readonly<
    Record<
      number,
      { readonly says: string; readonly schema?: z.ZodType; readonly type?: string | readonly string[] }
    >
  >;
  readonly problems?: readonly ProblemCode[];
  readonly handle: (call: Call<never>) => Response | Promise<Response>;
}

/** One operation; the body type of `handle` comes from the schema. */
export function operation<S extends z.ZodType>(
  op: Omit<Operation, 'body' | 'handle'> & {
    body: S;
    handle: (call: Call<z.infer<S>>) => Response | Promise<Response>;
  },
): Operation;
export function operation(
  op: Omit<Operation, 'body' | 'handle'> & {
    handle: (call: Call<Uint8Array>) => Response | Promise<Response>;
  },
): Operation;
export function operation(op: Omit<Operation, 'handle'> & { handle: unknown }): Operation {
  return op as Operation;
}

export const jsonResponse = (value: unknown, status = 200): Response =>
  new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } });

/** `AAAA-BB: what was wrong`, joined; never echoes a value, which may be personal. */
const issuesOf = (error: z.ZodError): string =>
  error.issues
    .slice(0, 8)
    .map((issue) => `/${issue.path.join('/')}: ${issue.message.replace(/ received .*$/, '')}`)
    .join('; ');

const JSON_TYPE = 'application/json';

/** RFC 9110, 8.3.1: type and subtype in any case, parameters aside. */
const essenceOf = (contentType: string | null): string =>
  (contentType ?? '').split(';', 1)[0]!.trim().toLowerCase();

/**
 * RFC 9110, 15.5.16. Without a media type nothing is guessed. OCSP requests are read whatever they are called: RFC 6960 knows no
 * answer but one of its own.
 */
function checkMediaType({ body }: Operation, request: Request): void {
  if (body && essenceOf(request.headers.get('content-type')) !== JSON_TYPE)
    throw new Refusal('media-type-unsupported', `expected ${JSON_TYPE}`);
}

export interface ServiceOptions {
  /** A body is read as JSON whatever it is called: for services that people talk to by hand. */
  readonly anyMediaType?: true;
}

async function bytesOf(request: Request): Promise<Uint8Array> {
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > BODY_BYTES_MAX) throw new Refusal('request-too-large');
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length > BODY_BYTES_MAX) throw new Refusal('request-too-large');
  return bytes;
}

/** JSON in UTF-8 that fits the schema, or `code`. */
export function parseJson<S extends z.ZodType>(schema: S, bytes: Uint8Array, code: ProblemCode): z.infer<S> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal(code, 'not JSON in UTF-8');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Refusal(code, issuesOf(parsed.error));
  return parsed.data;
}

/** A fetch handler for these operations, with `/openapi.json` beside them. */
export function createService(
  title: string,
  operations: readonly Operation[],
  { anyMediaType }: ServiceOptions = {},
): (request: Request) => Promise<Response> {
  const app = new Hono({ strict: false });
  // Made when somebody asks: most worlds live and die without a reader of the document.
  let document: string | undefined;
  app.get('/openapi.json', () => {
    document ??= JSON.stringify(openApi(title, operations, anyMediaType));
    return new Response(document, { headers: { 'content-type': 'application/json' } });
  });
  for (const op of operations) {
    // `{name+}` takes the rest of the path, slashes included.
    const path = op.path.replace(/\{(\w+)\+\}/g, ':$1{.+}').replace(/\{(\w+)\}/g, ':$1');
    app.on(op.method, path, async (c) => {
      if (!anyMediaType) checkMediaType(op, c.req.raw);
      const bytes = op.method === 'GET' ? new Uint8Array() : await bytesOf(c.req.raw);
      const body = op.body ? parseJson(op.body, bytes, 'request-malformed') : bytes;
      return op.handle({
        url: c.req.url,
        headers: c.req.raw.headers,
        path: c.req.param() as Record<string, string>,
        query: c.req.query(),
        body: body as never,
      });
    });
  }
  const known = operations.map(
    (op) => new RegExp(`^${op.path.replace(/\{\w+\}/g, '[^/]+').replace(/\{\w+\+\}/g, '.+')}$`),
  );
  app.notFound((c) =>
    problemResponse(known.some((r) => r.test(c.req.path)) ? 'method-not-allowed' : 'not-found'),
  );
  app.onError((error) =>
    error instanceof Refusal
      ? problemResponse(error.code, error.detail)
      : problemResponse('internal-error', `${(error as { code?: string }).code ?? error.name}`),
  );
  return async (request) => app.fetch(request);
}

/** `input`: as a caller may write it, where a member with a default can be left out; `output`: as it is answered. */
const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io });
  return rest as JsonSchema;
};

/** What the service itself may find wrong with a body stands beside what the operation names. */
const problemsOf = (
  { method, body, problems = [] }: Operation,
  anyMediaType: true | undefined,
): readonly ProblemCode[] => {
  return [
    ...new Set<ProblemCode>([
      ...problems,
      ...(body && !anyMediaType ? (['media-type-unsupported'] as const) : []),
      ...(body ? (['request-malformed'] as const) : []),
      ...(method === 'GET' ? [] : (['request-too-large'] as const)),
    ]),
  ];
};

function problemsByStatus(codes: readonly ProblemCode[]): Map<number, ProblemCode[]> {
  const found = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const { status } = PROBLEMS[code];
    found.set(status, [...(found.get(status) ?? []), code]);
  }
  return found;
}

/** A problem document with one of these codes: a program need not read the description to know them. */
const problemSchema = (codes: readonly ProblemCode[]): object => ({
  allOf: [
    { $ref: '#/components/schemas/Problem' },
    { type: 'object', properties: { code: { enum: codes } } },
  ],
});

/** `SignedShareGrant`, by the purpose that the content names; `SignedApplication`: what the card signs names none. */
function nameOfSigned(content: JsonSchema): string {
  const purpose = String(content.properties?.purpose?.const ?? 'application');
  return `Signed${purpose.replace(/(?:^|-)(\w)/g, (_, first: string) => first.toUpperCase())}`;
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly anyOf?: readonly JsonSchema[];
  readonly const?: unknown;
  readonly description?: string;
}

/** A body in which each signed member says what is signed in it: `x-signed` refers to the schema, which joins `components`. */
function withSigned(
  body: JsonSchema,
  signed: Readonly<Record<string, z.ZodType>>,
  components: Record<string, object>,
): object {
  if (body.anyOf) return { ...body, anyOf: body.anyOf.map((one) => withSigned(one, signed, components)) };
  const properties = Object.entries(body.properties ?? {}).map(([member, schema]) => {
    const content = Object.hasOwn(signed, member) && jsonSchema(signed[member]!, 'input');
    if (!content) return [member, schema] as const;
    const name = nameOfSigned(content);
    components[name] = content;
    const description = [schema.description, `what is signed: ${name}`].filter(Boolean).join('; ');
    return [
      member,
      { ...schema, description, 'x-signed': { $ref: `#/components/schemas/${name}` } },
    ] as const;
  });
  return { ...body, properties: Object.fromEntries(properties) };
}

function openApi(title: string, operations: readonly Operation[], anyMediaType: true | undefined): object {
  const paths: Record<string, Record<string, object>> = {};
  const components: Record<string, object> = { Problem: jsonSchema(problem, 'output') };
  for (const op of operations) {
    const responses: Record<string, object> = {};
    for (const [status, answer] of Object.entries(op.answers)) {
      const types = [answer.type ?? (answer.schema ? 'application/json' : [])].flat();
      const content = answer.schema ? { schema: jsonSchema(answer.schema, 'output') } : {};
      responses[status] = {
        description: answer.says,
        ...(types.length > 0 && { content: Object.fromEntries(types.map((type) => [type, content])) }),
      };
    }
    for (const [status, codes] of problemsByStatus(problemsOf(op, anyMediaType)))
      responses[status] = {
        description: codes.map((code) => `${code}: ${PROBLEMS[code].title}`).join(' '),
        content: { [PROBLEM_TYPE]: { schema: problemSchema(codes) } },
      };
    const schema = { type: 'string' };
    const parameters = [
      ...[...op.path.matchAll(/\{(\w+)\+?\}/g)].map(([, name]) => ({
        name,
        in: 'path',
        required: true,
        schema,
      })),
      ...Object.entries(op.query ?? {}).map(([name, { says, required = false }]) => ({
        name,
        in: 'query',
        description: says,
        required,
        schema,
      })),
    ];
    const bodySchema = op.body && withSigned(jsonSchema(op.body, 'input'), op.signed ?? {}, components);
    const requestBody = bodySchema
      ? { required: true, content: { [JSON_TYPE]: { schema: bodySchema } } }
      : op.bodyType
        ? { required: true, content: { [op.bodyType]: {} } }
        : undefined;
    const documented = op.path.replace('+}', '}'); // OpenAPI has no word for the rest of a path
    paths[documented] = {
      ...paths[documented],
      [op.method.toLowerCase()]: {
        summary: op.summary,
        ...(parameters.length > 0 && { parameters }),
        ...(requestBody && { requestBody }),
        responses,
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title,
      version: '1',
      description:
        'TEST. Part of fpos-hil, open profile version 1. Beside the refusals of each operation: not-found (404) where no path is, method-not-allowed (405) where a path has no such method.',
    },
    paths,
    components: { schemas: components },
  };
}
