/** Every command that docs/opensc.md shows, run with the OpenSC of this machine, and what it prints compared. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { foreignClient } from '../simulator/world/index.ts';
import { fposHil, run } from './cli/testing/cli.ts';

/** The release whose words the page has; another one may use others. */
const RELEASE = /\b0\.23\./;

const page = await readFile(fileURLToPath(new URL('../docs/opensc.md', import.meta.url)), 'utf8');
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, text]) => text ?? '',
  );

interface Shown {
  readonly command: string;
  readonly output: readonly string[];
}

/** Commands begin with "$ "; what follows is their output. */
function shown(block: string): Shown[] {
  const parts = block.split(/^\$ /m).slice(1);
  return parts.map((part) => {
    const [command = '', ...output] = part.replace(/\n$/, '').split('\n');
    return { command, output };
  });
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A pattern for the whole output: `…` is anything within a line, and alone on a line any number of lines. */
const pattern = (output: readonly string[]): RegExp =>
  new RegExp(
    `^${output.map((line) => (line === '…' ? '(?:.*\\n)*?' : `${escaped(line).replaceAll('…', '.*')}\\n`)).join('')}$`,
  );

/** Spaces at the end of a line are of no account: OpenSC leaves some, and editors take them away. */
const plain = (text: string): string => text.replaceAll(/[ \t]+$/gm, '');
const asPrinted = (lines: readonly string[]): string[] => lines.map((line) => line.replace(/ +…$/, '…'));

const tool = foreignClient('opensc-tool', 'opensc');
const openssl = foreignClient('openssl', 'openssl');
const version = 'path' in tool ? (await run('opensc-tool', ['--info'])).stdout : '';
const missing = 'missing' in tool || 'missing' in openssl || !RELEASE.test(version);
if (!('missing' in tool) && missing)
  console.log(`not run: docs/opensc.md shows OpenSC 0.23, here is ${version.trim()}`);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fpos-hil-opensc-'));
});
afterAll(() => rm(folder, { recursive: true }));

const [oneCommand, session] = blocks('console');

test('the page shows what this test runs', () => {
  expect(shown(oneCommand!)).toHaveLength(1);
  expect(shown(session!).length).toBeGreaterThan(10);
  expect(blocks('sh jpki.sh')).toHaveLength(1);
});

test.skipIf(missing)('one command', async () => {
  const [{ command, output }] = shown(oneCommand!) as [Shown];
  const [program, ...args] = command.split(' ');
  expect(program).toBe('fpos-hil');
  const { code, stdout, stderr } = await fposHil(args);
  expect(plain(stderr + stdout)).toMatch(pattern(asPrinted(output)));
  expect(code).toBe(0);
});

test.skipIf(missing)('each tool, in one session', async () => {
  const commands = shown(session!);
  // Each command's output goes to a file of its own.
  const script = commands.map(({ command }, at) => `{ ${command}\n} > out-${at} 2>&1`).join('\n');
  await writeFile(join(folder, 'session.sh'), `cd ${folder}\n${script}\ntrue\n`);
  expect((await fposHil(['card', '--', 'sh', join(folder, 'session.sh')])).code).toBe(0);
  for (const [at, { command, output }] of commands.entries()) {
    const printed = plain(await readFile(join(folder, `out-${at}`), 'utf8'));
    const expected = pattern(asPrinted(output));
    if (!expected.test(printed))
      expect({ command, printed }).toEqual({ command, printed: output.join('\n') });
  }
});

test.skipIf(missing)(
  'the script for the tests of OpenSC; and with a card whose key is blocked it fails',
  async () => {
    await writeFile(join(folder, 'jpki.sh'), `cd ${folder}\n${blocks('sh jpki.sh')[0]}`);
    const fine = await fposHil(['card', '--', 'sh', join(folder, 'jpki.sh')]);
    expect([fine.code, fine.stdout.trimEnd().split('\n').at(-1)]).toEqual([0, 'jpki: all fine']);
    const blocked = await fposHil([
      'card',
      '--profile',
      'blocked-auth-pin',
      '--',
      'sh',
      join(folder, 'jpki.sh'),
    ]);
    expect(blocked.code).not.toBe(0);
  },
);
