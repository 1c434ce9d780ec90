import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from './main.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fpos-hil-init-'));
});
afterAll(() => rm(dir, { recursive: true }));

async function fposHil(...args: string[]) {
  let [out, err] = ['', ''];
  const code = await main(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    env: { LC_ALL: 'C' },
  });
  return { code, out, err };
}
const REFERENCE = `${process.execPath} ${join(import.meta.dirname, '../../conformance/iut/reference/main.ts')}`;

describe('init', () => {
  test.each([
    [
      ['--roles', 'library,ca', '--command', 'java -jar adapter.jar', '--clock', 'own'],
      {
        command: ['java', '-jar', 'adapter.jar'],
        roles: ['library', 'ca'],
        ics: { 'controlled-clock': false },
      },
    ],
    [['--command', 'a'], { command: ['a'] }],
    [['--connect', 'http', '--url', 'http://127.0.0.1:9/'], { connect: { http: 'http://127.0.0.1:9/' } }],
    [
      ['--connect', 'listen', '--port', '8765', '--roles', 'library'],
      { connect: { listen: { port: 8765 } }, token: { env: 'FPOS_HIL_TOKEN' }, roles: ['library'] },
    ],
  ])('%j: what was not said is not there', async (args, config) => {
    const file = join(dir, 'new.json');
    expect(await fposHil('init', '--yes', '--force', '--file', file, ...args)).toMatchObject({ code: 0 });
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(config);
  });

  test.each([
    [['--roles', 'card'], 'ERR_INIT_MISSING: nothing says --command'],
    [['--command', 'a', '--roles', 'bank'], 'ERR_IUT_CONFIG'],
    [['--connect', 'pigeon'], 'ERR_OPTION_VALUE'],
    [['--connect', 'listen', '--port', 'x'], 'ERR_IUT_CONFIG'],
  ])('%j is refused, and nothing is written', async (args, says) => {
    const file = join(dir, 'refused.json');
    const ended = await fposHil('init', '--yes', '--file', file, ...args);
    expect(ended).toMatchObject({ code: 2, err: expect.stringContaining(says) });
    await expect(readFile(file)).rejects.toThrow();
  });

  test('a file that is there stays', async () => {
    const file = join(dir, 'mine.json');
    await writeFile(file, 'mine');
    expect(await fposHil('init', '--yes', '--file', file, '--command', 'a')).toMatchObject({
      code: 2,
      err: expect.stringContaining('ERR_INIT_EXISTS'),
    });
    expect(await readFile(file, 'utf8')).toBe('mine');
  });
});

describe('doctor', () => {
  test('tells of each thing what was found, and how to mend what is missing', async () => {
    const { code, out } = await fposHil('doctor', '--json');
    expect(code).toBe(0);
    const symptoms = JSON.parse(out) as Record<string, unknown>[];
    expect(symptoms.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'node',
        'loopback',
        'tmp',
        'openssl',
        'java',
        'libpcsclite',
        'vpcd',
        'fonts-ja',
        'clock',
      ]),
    );
    for (const s of symptoms)
      expect(s).toMatchObject({
        fine: expect.any(Boolean),
        found: expect.stringMatching(/./),
        mend: expect.stringMatching(/./),
      });
  });

  test('with a configuration, its set-up too', async () => {
    const file = join(dir, 'iut.json');
    await fposHil('init', '--yes', '--file', file, '--command', REFERENCE, '--roles', 'relying-party');
    expect(await fposHil('doctor', file)).toMatchObject({
      code: 0,
      out: expect.stringContaining('is ready, roles: relying-party'),
    });
    await fposHil('init', '--yes', '--force', '--file', file, '--command', 'no-such-program-9001');
    expect(await fposHil('doctor', file)).toMatchObject({
      code: 2,
      err: expect.stringContaining('.command[0]'),
    });
  });
});
