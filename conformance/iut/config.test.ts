import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UsageError } from '../../simulator/errors.ts';
import { iutConfigSchema, readIutConfig } from './config.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fpos-hil-config-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | object): Promise<unknown> {
  const file = join(folder, 'iut.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readIutConfig(file);
}
const refusal = (content: string | object): Promise<UsageError> =>
  read(content).then(
    () => expect.fail('the configuration was taken'),
    (error: UsageError) => error,
  );

describe('a configuration that is right', () => {
  test('the least: a command; it runs in the folder of the file', async () => {
    expect(await read({ command: ['adapter'] })).toEqual({
      command: ['adapter'],
      cwd: folder,
      folder,
    });
  });

  test('everything; cwd counts from the file', async () => {
    const rest = {
      name: 'our build',
      command: ['node', 'adapter.js'],
      env: { LOG: 'all' },
      roles: ['library'],
      timeLimits: { helloMs: 5_000, stepMs: 9_000 },
    };
    expect(await read({ $schema: 'x', ...rest, cwd: '../elsewhere' })).toEqual({
      ...rest,
      cwd: join(folder, '..', 'elsewhere'),
      folder,
    });
  });

  test('an editor that writes a byte order mark is forgiven', async () => {
    expect(await read('\uFEFF{"command":["a"]}')).toMatchObject({ command: ['a'] });
  });
});

describe('a configuration that is wrong says where, what was found, and how to mend it', () => {
  test.each<[string, object, string, string]>([
    [
      'a command line in one text',
      { command: 'node a.js' },
      '.command: must be a list of program and arguments, found "node a.js"',
      '"command": [',
    ],
    ['an empty command', { command: [] }, '.command: must be a list', '"command": ['],
    ['a number in the command', { command: ['a', 7] }, '.command[1]: must be a text, found 7', 'a text'],
    ['a misspelt key', { command: ['a'], role: ['card'] }, 'the top level: has the unknown "role"', 'roles'],
    [
      'a misspelt limit',
      { command: ['a'], timeLimits: { stepMS: 1 } },
      '.timeLimits: has the unknown "stepMS"',
      'helloMs, stepMs',
    ],
    ['an unknown role', { command: ['a'], roles: ['bank'] }, '.roles[0]: is "bank"', 'relying-party'],
    ['no role', { command: ['a'], roles: [] }, '.roles: is []', 'docs/contract.md'],
    [
      'a limit in words',
      { command: ['a'], timeLimits: { stepMs: '9s' } },
      '.timeLimits.stepMs: must be a number, found "9s"',
      'a number',
    ],
    ['a limit of nothing', { command: ['a'], timeLimits: { helloMs: 0 } }, '.timeLimits.helloMs: is 0', ''],
    ['a number in env', { command: ['a'], env: { 'A-B': 1 } }, '.env["A-B"]: must be a text, found 1', ''],
    ['a list', [], 'the top level: must be an object, found []', 'an object'],
  ])('%s', async (_, content, says, hint) => {
    const error = await refusal(content);
    expect(error.code).toBe('ERR_IUT_CONFIG');
    expect(error.message).toContain(`iut.json: ${says}`);
    expect(error.hint).toContain(hint);
  });

  test('all that is wrong is told at once', async () => {
    const { message } = await refusal({ command: [''], roles: 'card', colour: 1 });
    for (const part of ['.command[0]', '.roles', '"colour"']) expect(message).toContain(part);
  });

  test.each([
    ['a comma too many', '{\n  "command": ["a"],\n}', 'line 3, column 1'],
    ['cut off', '{\n  "command"', 'line 2, column 12'],
    ['empty', '', 'line 1, column 1'],
  ])('broken JSON names the place: %s', async (_, content, place) => {
    const error = await refusal(content);
    expect(error.code).toBe('ERR_IUT_CONFIG');
    expect(error.message).toContain(`not JSON at ${place}`);
  });

  test('a missing file has a code of its own', async () => {
    const error = await readIutConfig(join(folder, 'none.json')).catch((e: unknown) => e as UsageError);
    expect(error).toMatchObject({ code: 'ERR_IUT_CONFIG_MISSING' });
    expect((error as UsageError).message).toContain('there is no such file');
    await expect(readIutConfig(folder)).rejects.toMatchObject({ code: 'ERR_IUT_CONFIG_MISSING' });
  });
});

test('the JSON Schema of the file forbids unknown keys', () => {
  expect(iutConfigSchema()).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    additionalProperties: false,
    properties: { timeLimits: { additionalProperties: false } },
  });
});
