/** Shards and their merge, expected failures and workers, as a person starts them. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CASES, type TestCase } from '../../conformance/cases/index.ts';
import type { Manifest } from '../../conformance/verdict/judged-run.ts';
import { main } from '../cli/main.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'shards-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function fposHil(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await main(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    env: { LC_ALL: 'C' },
  });
  return { code, out, err };
}
/** Enough for three shards, and among them the one that finds MUTANT. */
const SOME = CASES.filter(({ role }) => role === 'relying-party').slice(0, 9);
const MUTANT = 'mutant:bank-takes-answers-again';
const run = (out: string, ...args: string[]) =>
  fposHil(
    ...['run', '--case', SOME.map(({ id }) => id).join(',')],
    ...['--out', join(dir, out), '--no-rejudge', ...args],
  );
const file = (out: string, name: string) => readFile(join(dir, out, name), 'utf8');

describe('merge', () => {
  beforeAll(async () => {
    await run('whole');
    for (const i of [1, 2, 3]) await run(`s${i}`, '--shard', `${i}/3`);
  });
  const merge = (out: string, ...shards: string[]) =>
    fposHil('merge', ...shards.map((s) => join(dir, s)), '--out', join(dir, out));

  test('three shards in any order are the run, byte for byte', async () => {
    expect(await merge('merged', 's2', 's3', 's1')).toMatchObject({ code: 0 });
    for (const name of ['transcript.jsonl', 'verdicts.json'])
      expect((await file('merged', name)) === (await file('whole', name))).toBe(true);
    expect((JSON.parse(await file('merged', 'manifest.json')) as Manifest).shards).toHaveLength(3);
  });

  test.each([
    ['one is missing', ['s1', 's3'], 'shard 2/3 is missing'],
    ['one is there twice', ['s1', 's2', 's2', 's3'], 'shard 2/3 is there 2 times'],
    ['one is no shard', ['whole', 's1'], 'is no shard'],
    ['one of another division', ['s1', 's2', 's3', 'other'], 'is one of 2, the first is one of 3'],
    ['one of another seed', ['s1', 's2', 'seed'], 'is of another run'],
    ['one whose case was taken out', ['s1', 's2', 'altered'], 'is not the one of its manifest'],
  ])('%s', async (name, shards, says) => {
    if (name.includes('division')) await run('other', '--shard', '1/2');
    if (name.includes('seed')) await run('seed', '--shard', '3/3', '--seed', '2');
    if (name.includes('taken out')) {
      await run('altered', '--shard', '3/3');
      const path = join(dir, 'altered', 'transcript.jsonl');
      const [header, ...rest] = (await readFile(path, 'utf8')).split('\n');
      const parsed = JSON.parse(header!) as { cases: unknown[] };
      await writeFile(
        path,
        [JSON.stringify({ ...parsed, cases: parsed.cases.slice(1) }), ...rest].join('\n'),
      );
    }
    expect(await merge(`refused-${shards.join('')}`, ...shards)).toMatchObject({
      code: 2,
      err: expect.stringContaining(says),
    });
  });
});

describe('expected failures', () => {
  const known = async (part: object): Promise<string> => {
    const path = join(dir, 'known.json');
    const entry = {
      case: 'TC-RP-004',
      found: 'a session',
      because: 'seen in the last audit',
      owner: 'team bank',
      link: 'https://tracker.test/7',
      expires: '2099-12-31',
      ...part,
    };
    await writeFile(path, JSON.stringify({ expectedFailures: [entry] }));
    return path;
  };
  const judge = async (iut: string, part: object) =>
    run('expected', '--iut', iut, '--expected', await known(part));
  let failing: { id: string; reason: string };
  beforeAll(async () => {
    await run('mutant', '--iut', MUTANT);
    const { cases } = JSON.parse(await file('mutant', 'verdicts.json')) as {
      cases: { id: string; verdict: string; reason: string }[];
    };
    const failed = cases.filter((c) => c.verdict === 'fail');
    expect(failed).toHaveLength(1);
    failing = failed[0]!;
  });

  test('what fails as expected does not make the run red, and the manifest tells it', async () => {
    expect(await judge(MUTANT, { case: failing.id, found: failing.reason })).toMatchObject({
      code: 0,
      out: expect.stringContaining('expected failures: 1 of 1 as expected'),
    });
    expect(JSON.parse(await file('expected', 'manifest.json'))).toMatchObject({
      expectedFailures: [{ case: failing.id, outcome: 'as-expected', owner: 'team bank' }],
    });
    expect(JSON.parse(await file('expected', 'verdicts.json')).summary.fail).toBe(1);
  });

  test.each([
    ['it passes', 'reference', {}, 'passes; take it out'],
    ['it fails differently', MUTANT, { found: 'something else' }, 'fails differently'],
    ['it has expired', MUTANT, { expires: '2020-01-01' }, 'is not excused any more'],
    ['it names nothing', 'reference', { case: 'TC-RP-999' }, 'names nothing'],
  ])('red when %s', async (_, iut, part, says) => {
    const ended = await judge(iut, { case: failing.id, found: failing.reason, ...part });
    expect(ended).toMatchObject({ code: 1, out: expect.stringContaining(says) });
  });
});

describe('selection', () => {
  const idsOf = (holds: (testCase: TestCase) => boolean): string[] => CASES.filter(holds).map(({ id }) => id);
  test.each<[string[], string[]]>([
    [
      ['--case', 'TC-RP-001,TC-CA-002'],
      ['TC-CA-002', 'TC-RP-001'],
    ],
    [
      ['--role', 'library', '--tag', 'controlled-clock'],
      idsOf(({ role, needs }) => role === 'library' && needs?.includes('controlled-clock') === true),
    ],
    [
      ['--tag', '!card', '--ics', 'code-after-signature'],
      idsOf(({ role, route }) => role !== 'card' && route === 'code-after-signature'),
    ],
  ])('%j', async (args, ids) => {
    const out = join(dir, 'selected');
    const { code } = await fposHil('run', ...args, '--out', out, '--no-rejudge');
    const { cases } = JSON.parse(await file('selected', 'verdicts.json')) as { cases: { id: string }[] };
    expect([code, cases.map(({ id }) => id)]).toEqual([0, ids]);
    expect(ids.length).toBeGreaterThan(0);
  });

  test.each([
    [['--case', 'TC-RP-001,TC-RP-999'], 'ERR_CASE_UNKNOWN'],
    [['--tag', 'no-such'], 'ERR_TAG'],
    [['--ics', 'no-such'], 'ERR_ICS'],
    [['--expected', '/no/such/file'], 'ERR_EXPECTED_FAILURES'],
    [['--workers', '0'], 'ERR_WORKERS'],
  ])('%j is refused', async (args, code) => {
    expect(await run('refused', ...args)).toMatchObject({ code: 2, err: expect.stringContaining(code) });
  });

  test('a run in which nothing applies says so, and ends with 2', async () => {
    const path = join(dir, 'hub.json');
    const command = [process.execPath, join(import.meta.dirname, '../../conformance/iut/reference/main.ts')];
    await writeFile(path, JSON.stringify({ command, roles: ['hub'] }));
    expect(await run('nothing', '--iut', path)).toMatchObject({
      code: 2,
      out: expect.stringContaining('nothing applied, so nothing is judged'),
    });
  });

  test('workers only where the IUT says that its instances are apart', async () => {
    const path = join(dir, 'iut.json');
    const command = [process.execPath, join(import.meta.dirname, '../../conformance/iut/reference/main.ts')];
    await writeFile(path, JSON.stringify({ command }));
    expect(await run('two', '--iut', path, '--workers', '2')).toMatchObject({
      code: 2,
      err: expect.stringContaining('"isolated": true'),
    });
    await writeFile(path, JSON.stringify({ command, isolated: true }));
    expect((await run('two', '--iut', path, '--workers', '2')).code).toBe(0);
    expect(JSON.parse(await file('two', 'manifest.json'))).toMatchObject({
      workers: 2,
      iut: { ics: { 'controlled-clock': true }, configuration: { command, isolated: true } },
    });
  });
});
