/** The configuration file of `run --iut FILE`: how to start an IUT, and what the rig may expect of it. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../../simulator/errors.ts';
import { ROLES } from '../verdict/types.ts';

const text = z.string().min(1);
const limitMs = z.int().min(1).max(3_600_000);

export const iutConfig = z
  .strictObject({
    $schema: z.string().optional().meta({ description: 'for editors; not looked at' }),
    name: text.optional().meta({ description: 'for people; reports name the IUT as hello does' }),
    command: z.array(text).min(1).meta({
      description: 'program and arguments, started without a shell; relative paths count from cwd',
    }),
    cwd: text.optional().meta({
      description: 'where it runs, relative to this file; default: the folder of this file',
    }),
    env: z
      .record(z.string().regex(/^[^=\0]+$/), z.string())
      .optional()
      .meta({ description: 'environment variables, beside those of the rig' }),
    roles: z
      .array(z.enum(ROLES))
      .min(1)
      .optional()
      .meta({ description: 'the roles that are claimed; default: those of hello' }),
    timeLimits: z
      .strictObject({
        helloMs: limitMs.optional().meta({ description: 'from the start to the answer to hello' }),
        stepMs: limitMs.optional().meta({ description: 'for one step of a case' }),
      })
      .optional()
      .meta({ description: 'real time' }),
  })
  .meta({
    title: 'fpos-hil IUT configuration',
    description: 'The file given to fpos-hil run --iut. See conformance/iut/README.md.',
  });

/** As read: `cwd` is an absolute path. */
export type IutConfig = Omit<z.infer<typeof iutConfig>, '$schema' | 'cwd'> & { readonly cwd: string };

export const iutConfigSchema = (): object => z.toJSONSchema(iutConfig);

/** `line 3, column 7` of a JSON error: from the engine's message, else where the text ends. */
function placeOf(text: string, message: string): string {
  const position = Number(/at position (\d+)/.exec(message)?.[1] ?? text.length);
  const before = text.slice(0, position).split('\n');
  return `line ${before.length}, column ${before.at(-1)!.length + 1}`;
}

const show = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  const shown = JSON.stringify(value);
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
};

/** The JSON path, in the notation of jq: `.timeLimits.stepMs`, `.command[0]`. */
const pathOf = (path: readonly PropertyKey[]): string =>
  path.length === 0
    ? 'the top level'
    : path
        .map((part) =>
          typeof part === 'number'
            ? `[${part}]`
            : /^[A-Za-z$_]\w*$/.test(String(part))
              ? `.${String(part)}`
              : `[${JSON.stringify(part)}]`,
        )
        .join('');

const valueAt = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, part) => (value as Record<PropertyKey, unknown> | undefined)?.[part], root);

const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  string: 'a text',
  int: 'a whole number',
  number: 'a number',
  record: 'an object',
};

const KNOWN_KEYS: Readonly<Record<string, readonly string[]>> = {
  'the top level': Object.keys(iutConfig.shape).filter((key) => key !== '$schema'),
  '.timeLimits': ['helloMs', 'stepMs'],
};

/** What is wrong, and how to mend it. */
function explain(issue: z.core.$ZodIssue, root: unknown): { says: string; hint: string } {
  const path = pathOf(issue.path);
  const found = valueAt(root, issue.path);
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => JSON.stringify(key)).join(', ');
    const known = KNOWN_KEYS[path] ?? [];
    return { says: `${path} has the unknown ${keys}`, hint: `Known there: ${known.join(', ')}.` };
  }
  if (path === '.command' && (!Array.isArray(found) || found.length === 0))
    return {
      says: `.command must be a list of program and arguments, found ${show(found)}`,
      hint: 'Write for example "command": ["python3", "adapter.py"].',
    };
  if (issue.code === 'invalid_value') {
    const known = issue.values.join(', ');
    return { says: `${path} is ${show(found)}`, hint: `It must be one of ${known}.` };
  }
  if (issue.code === 'invalid_type') {
    const type = TYPES[issue.expected] ?? issue.expected;
    return { says: `${path} must be ${type}, found ${show(found)}`, hint: `Put ${type} there.` };
  }
  return {
    says: `${path} is ${show(found)}: ${issue.message}`,
    hint: 'conformance/iut/README.md describes the file.',
  };
}

/** Throws UsageError: ERR_IUT_CONFIG_MISSING when it cannot be read, ERR_IUT_CONFIG when it is not as it must be. */
export async function readIutConfig(file: string): Promise<IutConfig> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`;
    throw new UsageError('ERR_IUT_CONFIG_MISSING', `${file}: ${why}`, {
      hint: 'Give --iut a configuration file, or reference, mutant:<id> or null:<id>.',
      cause,
    });
  }
  let value: unknown;
  try {
    value = JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const { message } = cause as Error;
    throw new UsageError('ERR_IUT_CONFIG', `${file}: not JSON at ${placeOf(content, message)}: ${message}`, {
      hint: 'Mend it there; JSON has no comments and no comma after the last item.',
      cause,
    });
  }
  const parsed = iutConfig.safeParse(value);
  if (!parsed.success) {
    const [first, ...others] = parsed.error.issues.map((issue) => explain(issue, value));
    const says = [first!, ...others].map((problem) => problem.says).join('; ');
    throw new UsageError('ERR_IUT_CONFIG', `${file}: ${says}`, { hint: first!.hint });
  }
  const { $schema: _, cwd = '.', ...rest } = parsed.data;
  return { ...rest, cwd: resolve(dirname(resolve(file)), cwd) };
}
