/** The configuration file of `run --iut FILE`, read and checked against its schema. */
import { readFile } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { z } from 'zod';
import { UsageError } from '../../simulator/errors.ts';
import { ROLES } from '../verdict/types.ts';
import { PIN_NAMES } from './card-pins.ts';
import { type IutConfig, iutConfig } from './config-schema.ts';
import { ICS_ITEMS } from './ics.ts';
import { SetupError, type SetupFault } from './setup-fault.ts';

export { type IutConfig, iutConfigSchema } from './config-schema.ts';

/** May more text make JSON of this? The engine says so where it complains of the end. */
function mayGoOn(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const { message } = error as Error;
    const position = /at position (\d+)/.exec(message)?.[1];
    return /end of JSON input|Unterminated/.test(message) || Number(position) === text.length;
  }
}

/** The length of the longest beginning that could have been of JSON: the mistake is behind it. */
function soundLength(text: string): number {
  let [sound, broken] = [0, text.length];
  while (sound < broken) {
    const middle = Math.ceil((sound + broken) / 2);
    if (mayGoOn(text.slice(0, middle))) sound = middle;
    else broken = middle - 1;
  }
  return sound;
}

/** `line 3, column 7` of what is wrong in a JSON text. */
function placeOf(text: string, message: string): string {
  const position = Number(/at position (\d+)/.exec(message)?.[1] ?? soundLength(text));
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
  boolean: 'true or false',
  record: 'an object',
};

const SECRET_KEYS = ['env', 'file', 'fd'];
const KNOWN_KEYS: Readonly<Record<string, readonly string[]>> = {
  'the top level': Object.keys(iutConfig.shape).filter((key) => key !== '$schema'),
  '.timeLimits': ['helloMs', 'stepMs'],
  '.cps': ['untrueEndsHours'],
  '.tls': ['trust', 'certificate', 'key'],
  '.pins': PIN_NAMES,
  '.anchors': ['ca', 'jpkiSign', 'jpkiAuth'],
  '.ics': ICS_ITEMS,
  '.token': SECRET_KEYS,
  ...Object.fromEntries(PIN_NAMES.map((name) => [`.pins.${name}`, SECRET_KEYS])),
};

const isSecret = (path: string): boolean => path === '.token' || path.startsWith('.pins.');

/** What is wrong, and how to mend it. */
function explain(issue: z.core.$ZodIssue, root: unknown): SetupFault {
  const path = pathOf(issue.path);
  const found = valueAt(root, issue.path);
  // A secret is never repeated, not even to say that it should not stand there.
  if (isSecret(path) && (typeof found === 'string' || typeof found === 'number'))
    return {
      field: path,
      found: 'a secret stands in the file itself',
      mend: 'Put it into an environment variable or a file, and write {"env": "NAME"} or {"file": "PATH"}; then change the secret.',
    };
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => JSON.stringify(key)).join(', ');
    const known = KNOWN_KEYS[path] ?? [];
    return { field: path, found: `has the unknown ${keys}`, mend: `Known there: ${known.join(', ')}.` };
  }
  if (path === '.command' && (!Array.isArray(found) || found.length === 0))
    return {
      field: path,
      found: `must be a list of program and arguments, found ${show(found)}`,
      mend: 'Write for example "command": ["python3", "adapter.py"].',
    };
  if (path === '.connect')
    return {
      field: path,
      found: `is ${show(found)}`,
      mend: 'Write "stdio", {"http": URL}, {"webSocket": URL} or {"listen": {"port": N}}.',
    };
  if (issue.code === 'invalid_value') {
    const known = path.startsWith('.roles') ? ROLES.join(', ') : issue.values.join(', ');
    return { field: path, found: `is ${show(found)}`, mend: `It must be one of ${known}.` };
  }
  if (issue.code === 'invalid_type') {
    const type = TYPES[issue.expected] ?? issue.expected;
    return { field: path, found: `must be ${type}, found ${show(found)}`, mend: `Put ${type} there.` };
  }
  return {
    field: path,
    found: `is ${show(found)}: ${issue.message}`,
    mend: 'docs/contract.md describes the file.',
  };
}

async function contentOf(file: string): Promise<unknown> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : `this is no file that can be read (${code})`;
    throw new UsageError('ERR_IUT_CONFIG_MISSING', `${file}: ${why}`, {
      hint: 'Give --iut a configuration file, or reference, mutant:<id> or null:<id>; fpos-hil init writes one.',
      cause,
    });
  }
  if (/^\.[cm]?[jt]s$/.test(extname(file))) {
    try {
      const { default: value } = (await import(pathToFileURL(resolve(file)).href)) as { default?: unknown };
      return value;
    } catch (cause) {
      throw new UsageError('ERR_IUT_CONFIG', `${file}: cannot be imported: ${(cause as Error).message}`, {
        hint: 'Write export default { … }; only types that can be erased.',
        cause,
      });
    }
  }
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const { message } = cause as Error;
    throw new UsageError('ERR_IUT_CONFIG', `${file}: not JSON at ${placeOf(content, message)}: ${message}`, {
      hint: 'Mend it there; JSON has no comments and no comma after the last item.',
      cause,
    });
  }
}

/** Checks a configuration that was written in code. `file` is for messages, `folder` is what paths count from. */
export function checkIutConfig(value: unknown, file: string, folder: string): IutConfig {
  const parsed = iutConfig.safeParse(value);
  if (!parsed.success)
    throw new SetupError(
      file,
      parsed.error.issues.map((issue) => explain(issue, value)),
      'ERR_IUT_CONFIG',
    );
  const { $schema: _, cwd = '.', ...rest } = parsed.data;
  return { ...rest, folder, cwd: resolve(folder, cwd) };
}

/** Throws UsageError: ERR_IUT_CONFIG_MISSING when it cannot be read, ERR_IUT_CONFIG when it is not as it must be. */
export async function readIutConfig(file: string): Promise<IutConfig> {
  return checkIutConfig(await contentOf(file), file, dirname(resolve(file)));
}
