/** `run` and `judge` as a person starts them. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CASES } from '../../conformance/cases/index.ts';
import type { Manifest, VerdictsFile } from '../../conformance/verdict/judged-run.ts';

const BIN = resolve('bin/fpos-hil.js');

/** A card tells the tries that are left: 63C3. */
const ONE_CASE = 'TC-CARD-160';

/** Runs that are compared with a whole one have one case in so many; all of them in the long size. */
const ONE_IN = process.env.FPOS_HIL_LONG === '1' ? 1 : 6;
const someCases = (from: number): readonly string[] =>
  CASES.filter((_, at) => at % ONE_IN === from % ONE_IN).map(({ id }) => id);

/** Whole runs of the suite, several at once: what a busy machine may take for them before something hangs. */
const WHOLE_RUNS_MS = 240_000;

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const start = (
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Ended> =>
  new Promise((done) => {
    const env = { ...process.env, LC_ALL: 'C', ...options.env };
    execFile(
      process.execPath,
      [BIN, ...args],
      { ...options, env, maxBuffer: 2 ** 26 },
      (error, stdout, stderr) => done({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'run-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const file = (run: string, name: string): Promise<string> => readFile(join(dir, run, name), 'utf8');
const verdictsOf = async (run: string): Promise<VerdictsFile> => JSON.parse(await file(run, 'verdicts.json'));

/** Is what was seen in these cases, byte for byte, and what was judged, the same as in the whole run `one`? */
async function isAsInOne(run: string, ids: readonly string[]): Promise<void> {
  const lines = async (of: string) => (await file(of, 'transcript.jsonl')).trim().split('\n').slice(1);
  const own = (await lines('one')).filter((line) =>
    ids.includes((JSON.parse(line) as { case: string }).case),
  );
  expect(own.length).toBeGreaterThan(ids.length);
  expect((await lines(run)).join('\n') === own.join('\n')).toBe(true);
  const { cases } = await verdictsOf('one');
  expect((await verdictsOf(run)).cases).toEqual(cases.filter(({ id }) => ids.includes(id)));
}

describe('same seed', () => {
  test(
    'in two processes, two folders, another time zone and locale: the same transcript, byte for byte',
    async () => {
      const other = await mkdtemp(join(tmpdir(), 'elsewhere-'));
      const some = someCases(0);
      const [one, two, third] = await Promise.all([
        start(['run', '--out', join(dir, 'one'), '--no-rejudge'], { env: { TZ: 'Asia/Tokyo' } }),
        start(['run', '--out', join(dir, 'two'), '--no-rejudge', '--case', some.join(',')], {
          cwd: other,
          env: { TZ: 'America/New_York', LC_ALL: 'ja_JP.UTF-8' },
        }),
        start(['run', '--out', join(dir, 'third'), '--no-rejudge', '--seed', '2', '--filter', ONE_CASE]),
      ]);
      expect([one.code, two.code, third.code]).toEqual([0, 0, 0]);
      // Whichever ended first.
      const told = [...one.stdout.matchAll(/^ {2}pass +(TC-\S+)/gm)].map(([, id]) => id);
      expect(told).toEqual(CASES.map(({ id }) => id));
      await isAsInOne('two', some);
      await rm(other, { recursive: true });
    },
    WHOLE_RUNS_MS,
  );

  test('another seed: another transcript', async () => {
    const again = await start(['run', '--out', join(dir, 'again'), '--no-rejudge', '--filter', ONE_CASE]);
    expect(again.code).toBe(0);
    const seen = async (run: string) => (await file(run, 'transcript.jsonl')).split('\n').slice(1);
    // Of the same case with the same seed nothing differs, though other cases ran before it.
    expect((await seen('one')).join('\n')).toContain((await seen('again')).join('\n').trim());
    expect(await seen('third')).not.toEqual(await seen('again'));
  });

  test('nothing of the machine and no PIN is in the transcript', async () => {
    const text = await file('one', 'transcript.jsonl');
    expect(text).not.toMatch(/127\.0\.0\.1|localhost/);
    expect(text).not.toContain(tmpdir());
    for (const pin of ['ABC123', 'WRONG9'])
      for (const form of [pin, Buffer.from(pin).toString('hex').toUpperCase()])
        expect(text).not.toContain(form);
    expect(text).not.toMatch(/jpki\.go\.jp|j-lis\.go\.jp/);
  });

  test('the run folder holds what its contract says', async () => {
    const manifest = JSON.parse(await file('one', 'manifest.json')) as Manifest;
    expect(Object.keys(manifest.files).sort()).toEqual([
      'junit.xml',
      'report.html',
      'transcript.jsonl',
      'verdicts.json',
    ]);
    const { schema, summary, cases } = await verdictsOf('one');
    expect(schema).toBe(1);
    expect(summary).toEqual({ pass: cases.length, fail: 0, inconc: 0, error: 0, notApplicable: 0 });
    expect(Object.keys(cases[0]!)).toEqual([
      'id',
      'role',
      'requirements',
      'verdict',
      'reason',
      'evidence',
      'advisories',
    ]);
  });
});

test(
  'the reference as a child over stdio: equal verdicts, and what was seen is equal too',
  async () => {
    const config = join(dir, 'iut.json');
    await writeFile(
      config,
      JSON.stringify({ command: [process.execPath, resolve('conformance/iut/reference/main.ts')] }),
    );
    const some = someCases(1);
    const out = join(dir, 'stdio');
    const ended = await start([
      'run',
      '--iut',
      config,
      '--out',
      out,
      '--no-rejudge',
      '--case',
      some.join(','),
    ]);
    expect(ended).toMatchObject({ code: 0 });
    await isAsInOne('stdio', some);
  },
  WHOLE_RUNS_MS,
);

describe('judge', () => {
  test('computes the same verdicts in a fresh process', async () => {
    expect(await start(['judge', join(dir, 'two')])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('all equal'),
    });
  });

  test('ends with 1 when transcript and verdicts do not belong together', async () => {
    const path = join(dir, 'third', 'transcript.jsonl');
    const text = await readFile(path, 'utf8');
    // The card answers 63C3 where it must answer 63C3 … with one digit changed.
    await writeFile(path, text.replace('"rapdu":"63C3"', '"rapdu":"63C2"'));
    const { code, stdout } = await start(['judge', join(dir, 'third')]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/TC-CARD-\d+: recorded pass, computed fail/);
  });

  test.for([
    ['no such folder', 'nowhere', 'ERR_RUN_FOLDER'],
    ['a broken line', 'broken', 'ERR_TRANSCRIPT'],
  ] as const)('%s', async ([, name, code]) => {
    if (name === 'broken') {
      await start(['run', '--out', join(dir, 'broken'), '--filter', 'TC-RP-001', '--no-rejudge']);
      await writeFile(join(dir, 'broken', 'transcript.jsonl'), '{"transcript":1,"cases":[]}\n{"kind');
    }
    const ended = await start(['judge', join(dir, name)]);
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining(code) });
    expect(ended.stderr).not.toMatch(/\bat .*\.ts:\d+/);
  });
});

describe('exit codes and selection', () => {
  test('a mutant fails the case that is about it: 1', async () => {
    const ended = await start([
      'run',
      '--iut',
      'mutant:card-never-blocks',
      '--role',
      'card',
      '--out',
      join(dir, 'mutant'),
    ]);
    expect(ended.code).toBe(1);
    const { cases } = await verdictsOf('mutant');
    expect(cases.filter((c) => c.verdict === 'fail').map((c) => c.id)).toEqual([
      'TC-CARD-003',
      'TC-CARD-025',
      'TC-CARD-168',
    ]);
    expect(await file('mutant', 'junit.xml')).toMatch(/failures="3"/);
  });

  test('an implementation that does nothing passes nothing: 1', async () => {
    expect(
      (
        await start([
          'run',
          '--iut',
          'null:always-yes',
          '--role',
          'hub',
          '--out',
          join(dir, 'null'),
          '--no-rejudge',
        ])
      ).code,
    ).toBe(1);
    expect((await verdictsOf('null')).summary.pass).toBe(0);
  });

  test('the shards of a run are all of it, each case once', async () => {
    const runs = ['1/3', '2/3', '3/3'];
    const ids: string[] = [];
    for (const [i, shard] of runs.entries()) {
      const args = [
        'run',
        '--role',
        'hub',
        '--shard',
        shard,
        '--out',
        join(dir, `shard${i}`),
        '--no-rejudge',
      ];
      expect((await start(args)).code).toBe(0);
      ids.push(...(await verdictsOf(`shard${i}`)).cases.map((c) => c.id));
    }
    const all = (await verdictsOf('one')).cases.filter((c) => c.role === 'hub').map((c) => c.id);
    expect(ids.sort()).toEqual(all.sort());
  });

  test.for([
    [['--role', 'nobody'], 'ERR_ROLE'],
    [['--requirement', 'ESA-R99'], 'ERR_REQUIREMENT'],
    [['--filter', 'no case says this'], 'ERR_EMPTY_SELECTION'],
    [['--shard', '3/2'], 'ERR_SHARD'],
    [['--iut', 'mutant:unknown'], 'ERR_IUT_UNKNOWN'],
    [['--iut', 'no-such-file.json'], 'ERR_IUT_CONFIG'],
    [['--seed', 'x'], 'ERR_SEED'],
    [['--path', '1:2'], 'ERR_PATH'],
    [['--nonsense'], 'ERR_OPTION_UNKNOWN'],
  ] as const)('%j is refused with %s and exit code 2', async ([args, code]) => {
    const ended = await start(['run', ...args, '--out', join(dir, 'refused')]);
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining(code) });
    expect(ended.stderr).not.toMatch(/\bat .*\.ts:\d+/);
  });

  test('a run that was interrupted is no run, and may be replaced', async () => {
    const out = join(dir, 'interrupted');
    const child = spawn(process.execPath, [BIN, 'run', '--out', out, '--no-rejudge']);
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([130, null]);
    expect(await start(['judge', out])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('did not end'),
    });
    expect(await start(['run', '--filter', ONE_CASE, '--out', out])).toMatchObject({ code: 0 });
  });

  test.skipIf(process.platform !== 'linux')('output that nobody can take is told', async () => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [BIN, 'list', 'cases'], { stdio: ['ignore', full, 'pipe'] });
    const [code, said] = await Promise.all([once(child, 'exit'), text(child.stderr!)]);
    closeSync(full);
    expect([code[0], said]).toEqual([2, 'ERR_OUTPUT: the output cannot be written (ENOSPC)\n']);
  });

  test('a folder with something else in it is not touched', async () => {
    const own = await mkdtemp(join(dir, 'own-'));
    await writeFile(join(own, 'letter.txt'), 'mine');
    const ended = await start(['run', '--filter', 'TC-RP-001', '--out', own]);
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining('ERR_OUT') });
    expect(await readFile(join(own, 'letter.txt'), 'utf8')).toBe('mine');
  });
});

test('a failing property prints the path that replays it, and the replay fails again', async () => {
  const args = [
    'run',
    '--iut',
    'mutant:ca-takes-unreadable-status-for-good',
    '--filter',
    'TC-CA-011',
    '--no-rejudge',
  ];
  const first = await start([...args, '--out', join(dir, 'property')]);
  expect(first.code).toBe(1);
  const replay =
    /replay: (npx fpos-hil run --iut mutant:ca-takes-unreadable-status-for-good --seed 1 --case TC-CA-011 --path ([\d:]+))\)/.exec(
      (await verdictsOf('property')).cases[0]!.reason,
    );
  const [, command, path] = replay ?? [];
  expect(path).toMatch(/^[\d:]+$/);
  // The line at the end of the run leads to the same.
  expect(first.stdout).toContain(`replay: ${command!.replace('--case', '--filter')}`);
  const second = await start([...args, '--path', path!, '--out', join(dir, 'replayed')]);
  expect(second.code).toBe(1);
  // What was replayed is replayed again by the line at the end.
  expect(second.stdout).toContain(`replay: ${command!.replace('--case', '--filter')}`);
  const runs = (await file('replayed', 'transcript.jsonl')).match(/"name":"run"/g)!.length;
  expect(runs).toBeLessThan(5);
});

test('list gives objects with an id', async () => {
  for (const what of ['cases', 'requirements', 'tags', 'ics', 'mutants', 'nulls', 'profiles', 'readers']) {
    const { code, stdout } = await start(['list', what, '--json']);
    expect(code).toBe(0);
    const items = JSON.parse(stdout) as { id: string }[];
    expect(items.length).toBeGreaterThan(0);
    expect(items.every((i) => typeof i.id === 'string')).toBe(true);
  }
  expect((await start(['list', 'dreams'])).code).toBe(2);
});
