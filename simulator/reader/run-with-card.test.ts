import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foreignClient } from '../world/foreign-program.ts';
import { runWithCard } from './run-with-card.ts';
import { tinyChip } from './testing/tiny-chip.ts';

const node = (script: string) => [process.execPath, '-e', script];

const CHECK_SOCKET = `
  const path = process.env.PCSCLITE_CSOCK_NAME;
  require('node:net').connect(path, () => process.exit(5)).on('error', () => process.exit(6));
`;

const { TMPDIR } = process.env;
const own = await mkdtemp(join(tmpdir(), 'fpos-hil-run-'));
/** Other test processes make such directories at the same time, so TMPDIR is our own here. */
beforeAll(() => {
  process.env.TMPDIR = own;
});
afterAll(async () => {
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
  await rm(own, { recursive: true });
});

async function privateDirectories(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith('fpos-hil-pcsc-'));
}

describe('runWithCard', () => {
  test('returns the exit code of a child that reaches the socket', async () => {
    expect(await runWithCard({ readers: [{ chip: tinyChip() }], command: node(CHECK_SOCKET) })).toBe(5);
  });

  test('adds to the environment', async () => {
    const command = node('process.exit(Number(process.env.FPOS_HIL_SAMPLE))');
    expect(
      await runWithCard({ readers: [{ chip: tinyChip() }], command, env: { FPOS_HIL_SAMPLE: '9' } }),
    ).toBe(9);
  });

  test('returns 128 + signal when a signal killed the child', async () => {
    const command = node("process.kill(process.pid, 'SIGKILL')");
    expect(await runWithCard({ readers: [{ chip: tinyChip() }], command })).toBe(137);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('passes %s on', async (signal) => {
    const before = process.listenerCount(signal);
    // The child asks its parent, us, for the signal once it is ready for it; a forwarded one ends it with 7.
    const command = node(`
      process.once('${signal}', () => process.exit(7));
      process.kill(process.ppid, '${signal}');
      setTimeout(() => process.exit(8), 20000);
    `);
    expect(await runWithCard({ readers: [{ chip: tinyChip() }], command })).toBe(7);
    expect(process.listenerCount(signal)).toBe(before);
  });

  test.each([
    ['not there', ['/nonexistent/program']],
    ['not a program', ['/etc/passwd']],
    ['empty', []],
    ['with a zero byte', ['a\0b']],
  ])('says that a command which is %s cannot be started', async (_, command) => {
    const run = runWithCard({ readers: [{ chip: tinyChip() }], command });
    await expect(run).rejects.toMatchObject({ name: 'UsageError', code: 'ERR_COMMAND_NOT_FOUND' });
  });

  test('powers the card off and leaves no directory behind, in failure too', async () => {
    const before = await privateDirectories();
    const chip = tinyChip();
    const mode = 'fs.statSync(path.dirname(process.env.PCSCLITE_CSOCK_NAME)).mode & 0o77';
    expect(await runWithCard({ readers: [{ chip }], command: node(`process.exit(${mode})`) })).toBe(0);
    await runWithCard({ readers: [{ chip }], command: ['/nonexistent/program'] }).catch(() => undefined);
    expect(chip.powerOps).toEqual(['on', 'off', 'on', 'off']);
    expect(await privateDirectories()).toEqual(before);
  });
});

const tool = foreignClient('opensc-tool', 'opensc');
test.skipIf('missing' in tool)('opensc-tool runs with the card and its exchanges are seen', async () => {
  const seen: string[] = [];
  const code = await runWithCard({
    readers: [{ chip: tinyChip(), onExchange: (capdu) => seen.push(Buffer.from(capdu).toString('hex')) }],
    command: ['opensc-tool', '-c', 'default', '-s', '00:84:00:00:08'],
  });
  expect(code).toBe(0);
  expect(seen).toContain('0084000008');
});

describe('foreignClient', () => {
  test('finds a program, and names the package of a missing one', () => {
    expect(foreignClient('sh', 'dash')).toEqual({ path: expect.stringMatching(/\/sh$/) });
    const { FPOS_HIL_REQUIRE_CLIENTS } = process.env;
    try {
      delete process.env.FPOS_HIL_REQUIRE_CLIENTS;
      expect(foreignClient('no-such-program', 'its-package')).toEqual({
        missing: 'not run: no-such-program (apt-get install its-package)',
      });
      process.env.FPOS_HIL_REQUIRE_CLIENTS = '1';
      expect(() => foreignClient('no-such-program', 'its-package')).toThrowError('not run: no-such-program');
    } finally {
      if (FPOS_HIL_REQUIRE_CLIENTS === undefined) delete process.env.FPOS_HIL_REQUIRE_CLIENTS;
      else process.env.FPOS_HIL_REQUIRE_CLIENTS = FPOS_HIL_REQUIRE_CLIENTS;
    }
  });
});
