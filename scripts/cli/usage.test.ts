/** What a caller gets wrong, and what the command line says then. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { profileIds } from '../../simulator/card/index.ts';
import { main } from './main.ts';
import { BIN, fposHil, type Outcome, run } from './testing/cli.ts';
import { languageOf } from './words/index.ts';

// Each: the arguments, and the two lines on stderr.
const MISTAKES: readonly (readonly [args: readonly string[], code: string, hint: string])[] = [
  [
    ['card', '--bogus', '--', 'true'],
    'ERR_OPTION_UNKNOWN: unknown option --bogus',
    'See fpos-hil card --help',
  ],
  [
    ['world', '--jsn'],
    'ERR_OPTION_UNKNOWN: unknown option --jsn (did you mean --json?)',
    'See fpos-hil world --help',
  ],
  [['crad'], 'ERR_COMMAND_UNKNOWN: unknown command crad (did you mean card?)', 'See fpos-hil --help'],
  [['constructor'], 'ERR_COMMAND_UNKNOWN: unknown command constructor', 'See fpos-hil --help'],
  [['world', 'x'], 'ERR_ARGUMENTS: too many arguments', 'See fpos-hil world --help'],
  [['world', '--seed'], 'ERR_OPTION_VALUE: option --seed <N> needs a value', 'See fpos-hil world --help'],
  [['--lang', 'fr', 'card'], 'ERR_OPTION_VALUE: --lang <LANG> cannot be fr', 'Possible: en, ja.'],
  [
    ['world', '--seed', 'x'],
    'ERR_SEED: --seed x is not a whole number from 0 to 999999999999999',
    'For example: --seed 7',
  ],
  [
    ['card', '--citizen', '0', '--', 'true'],
    'ERR_CITIZEN: --citizen 0 is not a whole number from 1 to 120000000',
    'For example: --citizen 3',
  ],
  [
    ['world', '--at', '2026-04-01T09:00:00'],
    'ERR_TIME: --at 2026-04-01T09:00:00 is not a time with a time zone, from 2016 to 2099',
    'For example: --at 2026-04-01T09:00:00+09:00',
  ],
  [
    ['card', '--profile', 'gold', '--', 'true'],
    'ERR_CARD_PROFILE: there is no card profile gold',
    `Profiles: ${profileIds.join(', ')}.`,
  ],
  [
    ['run', '--path', '1:2', '--case', 'TC-CARD-001'],
    'ERR_PATH: TC-CARD-001 draws no runs, so there is none to replay',
    'a path stands in the reason of a failed case that draws its runs, as 12:3:0',
  ],
  [
    ['run', '--path', 'xx', '--case', 'TC-CA-011'],
    'ERR_PATH: "xx" is no path',
    'a path stands in the reason of a failed case that draws its runs, as 12:3:0',
  ],
  [
    // Where the system says again and again that there is no such folder.
    ['run', '--case', 'TC-CARD-001', '--out', '/proc/x/y'],
    'ERR_OUT: cannot write to "/proc/x/y": it cannot be made there',
    'give --out an empty folder, a new one, or that of an earlier run',
  ],
  [
    ['init', '--yes', '--roles', 'ca', '--connect', 'http', '--url', 'nonsense', '--file', '/nowhere/i.json'],
    'ERR_INIT_URL: "nonsense" is no URL',
    'Write it whole, as http://127.0.0.1:8080.',
  ],
  [
    ['card', 'new', '--file', '/nowhere/c'],
    'ERR_CARD_USE: `new` is the last word: options of `card` stand before it',
    'for example: fpos-hil card --file my.card.json new',
  ],
  [
    ['card', '--file', '/nowhere/c', 'new'],
    'ERR_CARD_FILE_FOLDER: /nowhere/c: there is no folder /nowhere',
    'Make the folder first, or choose another place.',
  ],
  [
    ['card', '--world', 'http://127.0.0.1:1', '--seed', '5', '--', 'true'],
    'ERR_OPTION_CONFLICT: these options exclude each other: --world, --seed',
    'See fpos-hil card --help',
  ],
  [
    ['card'],
    'ERR_CARD_USE: no command given',
    'Name the program after --, as in: fpos-hil card -- opensc-tool -n; or use --pcsc.',
  ],
  [
    ['card', '--pcsc', '--', 'true'],
    'ERR_CARD_USE: --pcsc takes no command',
    'Leave --pcsc away to run the command with the card, or leave the command away.',
  ],
  [
    ['card', '--vpcd', 'here:port'],
    'ERR_ADDRESS: --vpcd here:port is not HOST:PORT',
    'For example: --vpcd 127.0.0.1:35963',
  ],
  [
    ['card', '--vpcd-listen', '127.0.0.1:65536'],
    'ERR_ADDRESS: --vpcd-listen 127.0.0.1:65536 is not HOST:PORT',
    'For example: --vpcd-listen 127.0.0.1:35963',
  ],
  [
    ['card', '--pcsc', '--vpcd'],
    'ERR_CARD_USE: --pcsc and --vpcd exclude each other',
    'A card is in one place at a time: choose one.',
  ],
  [
    ['card', '--', '/no/such/program'],
    'ERR_COMMAND_NOT_FOUND: cannot start /no/such/program: spawn /no/such/program ENOENT',
    'Check the name and that it is installed and executable.',
  ],
];

/** The command line without a process of its own: the same, and faster. */
async function inProcess(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const said = { out: '', err: '' };
  const out = (text: string): void => {
    said.out += text;
  };
  const err = (text: string): void => {
    said.err += text;
  };
  const code = await main(args, { out, err, env });
  return { code, stdout: said.out, stderr: said.err };
}

test.each(MISTAKES)('%j', async (args, code, hint) => {
  expect(await inProcess(args)).toEqual({ code: 2, stdout: '', stderr: `${code}\nhint: ${hint}\n` });
});

test('a process says and ends with the same', async () => {
  const [args, code, hint] = MISTAKES[0]!;
  expect(await fposHil(args)).toEqual({ code: 2, stdout: '', stderr: `${code}\nhint: ${hint}\n` });
});

test('help and version are no mistakes; nothing at all is one, and shows the help', async () => {
  for (const args of [['--help'], ['card', '--help'], ['world', '-h']]) {
    const help = await inProcess(args);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toMatch(/^Usage: fpos-hil [\s\S]*\nExamples:\n/);
  }
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(await inProcess(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  const nothing = await inProcess([]);
  expect(nothing).toMatchObject({ code: 2, stdout: '' });
  expect(nothing.stderr).toMatch(/^Usage: fpos-hil /);
});

test('Japanese by --lang or by the locale', async () => {
  expect((await inProcess(['card', '--lang', 'ja', '--help'])).stdout).toMatch(/^使い方: /);
  const { stderr } = await fposHil(['crad'], { LC_ALL: 'ja_JP.UTF-8' });
  expect(stderr).toBe(
    'ERR_COMMAND_UNKNOWN: コマンド crad はありません(card のことですか)\nヒント: fpos-hil --help をご覧ください\n',
  );
});

test('what was typed cannot reach the terminal as control characters', async () => {
  const { stderr } = await inProcess(['card', '--profile', 'a\u001b[31m\nb', '--', 'true']);
  const [first, hint] = stderr.split('\n');
  expect(first).toBe('ERR_CARD_PROFILE: there is no card profile a\uFFFD[31m b');
  expect(hint).toMatch(/^hint: Profiles: default, /);
});

test('languageOf: --lang, then LC_ALL, LC_MESSAGES, LANG; what belongs to COMMAND is not looked at', () => {
  const LANG = 'ja_JP.UTF-8';
  expect(languageOf([], { LANG })).toBe('ja');
  expect(languageOf([], { LANG, LC_MESSAGES: 'C' })).toBe('en');
  expect(languageOf([], { LANG, LC_MESSAGES: 'C', LC_ALL: 'ja' })).toBe('ja');
  expect(languageOf([], { LANG: 'jam_JM' })).toBe('en');
  expect(languageOf(['--lang=en'], { LANG })).toBe('en');
  expect(languageOf(['card', '--', 'x', '--lang', 'ja'], {})).toBe('en');
});

test('a reader that has had enough ends it quietly', async () => {
  const child = spawn(process.execPath, [BIN, 'card', '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const [code] = await once(child, 'close');
  expect({ code, complaints }).toEqual({ code: 0, complaints: '' });
});

describe('an old Node gets one line', () => {
  const line = (version: string) =>
    `fpos-hil: needs Node 24, found ${version}; Node 24 comes with the package: start it with \`npx fpos-hil …\`\n`;

  test('simulated', async () => {
    const old = "Object.defineProperty(process, 'version', { value: 'v12.22.12' }); require(process.argv[1])";
    expect(await run(process.execPath, ['-e', old, BIN])).toEqual({
      code: 2,
      stdout: '',
      stderr: line('v12.22.12'),
    });
  });

  const system = '/usr/bin/node';
  test.skipIf(!existsSync(system))('the one of this system, if it is old', async () => {
    const { stdout: version } = await run(system, ['--version']);
    if (Number.parseInt(version.slice(1), 10) >= 24) return;
    expect(await run(system, [BIN])).toEqual({ code: 2, stdout: '', stderr: line(version.trim()) });
  });
});
