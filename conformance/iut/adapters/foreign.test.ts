/** The foreign implementations pass every case that they claim, and a mutant of each is caught. */
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { needs } from '../../../simulator/world/index.ts';
import { CASES, type TestCase } from '../../cases/index.ts';
import { openIut } from '../../runner/iut.ts';
import { runSuite } from '../../runner/run.ts';
import { checkIutConfig } from '../config.ts';

const HERE = import.meta.dirname;
const python = needs('python3', 'python3');
const java = needs('java', 'openjdk-17-jdk-headless');
needs('openssl', 'openssl');
const pcsclite = needs('opensc-tool', 'opensc');

const LONG = process.env.FPOS_HIL_LONG === '1';
/** Each case of the library starts programs: beside the first few, one in so many is tried, and all in the long size. */
const ONE_IN = 10;
const FIRST = 7;
const tried = CASES.filter(
  ({ role, id }, at) => role !== 'library' || LONG || Number(id.split('-')[2]) <= FIRST || at % ONE_IN === 0,
);

/** Verdicts by id, of the cases of one role, or of these. */
async function verdicts(
  folder: string,
  change: object = {},
  name = 'iut.json',
  wanted: readonly TestCase[] = tried,
) {
  const config = JSON.parse(await readFile(join(HERE, folder, name), 'utf8')) as object;
  const iut = await openIut(checkIutConfig({ ...config, ...change }, folder, join(HERE, folder)));
  try {
    const cases = wanted.filter(({ role }) => iut.roles.includes(role));
    const { judged } = await runSuite({ iuts: [iut], seed: '1', cases });
    const claimed = judged.filter(({ verdict }) => verdict !== 'notApplicable');
    return claimed.map(({ id, verdict, reason }) => ({ id, verdict, reason }));
  } finally {
    await iut.connector.close();
  }
}
const failing = (list: Awaited<ReturnType<typeof verdicts>>): string[] =>
  list.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id);

/** Each step of it starts programs, for every case of its role. */
const WHOLE_ROLE_MS = LONG ? 1_200_000 : 60_000;

describe.skipIf(python === undefined)('the library in Python', () => {
  test('passes every case of its role', { timeout: WHOLE_ROLE_MS }, async () => {
    const found = await verdicts('python');
    expect(found.length).toBeGreaterThan(5);
    expect(found.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
  });

  test.skipIf(pcsclite === undefined)(
    'as a PC/SC program, by the libpcsclite of this system: the same verdicts',
    async () => {
      const found = await verdicts('python', {}, 'iut-pcsc.json', first);
      expect(found).toEqual(await verdicts('python', {}, 'iut.json', first));
    },
  );

  /** The cases that were there first, among them the ones that the defects below are about. */
  const first = CASES.filter(({ id }) => id.startsWith('TC-LIB-00') && Number(id.split('-')[2]) <= FIRST);
  /** The same program with one function replaced. */
  const mutant = (replaced: string) => ({
    command: ['python3', '-c', `import library, der\n${replaced}\nlibrary.Rig(library.METHODS).serve()`],
  });
  test('accepts any certificate: caught', async () => {
    const defect = mutant('library.Library.check = lambda *a: None');
    expect(failing(await verdicts('python', defect, 'iut.json', first))).toEqual(['TC-LIB-005']);
  });
  test('never looks where a challenge came from: caught', async () => {
    const login = `login = library.Library.login
library.Library.login = lambda self, app, origin, c: login(self, c["appId"], c["origin"], c)`;
    expect(failing(await verdicts('python', mutant(login), 'iut.json', first))).toEqual(['TC-LIB-006']);
  });
});

describe.skipIf(java === undefined)('the bank in Java', () => {
  let folder: string | undefined;
  afterAll(async () => {
    if (folder !== undefined) await rm(folder, { recursive: true });
  });

  test('passes every case of its role', async () => {
    const found = await verdicts('java');
    expect(found.length).toBeGreaterThan(5);
    expect(found.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
  });

  test('takes an answer again: caught', async () => {
    folder = await mkdtemp(join(tmpdir(), 'fpos-hil-java-'));
    const source = await readFile(join(HERE, 'java', 'Bank.java'), 'utf8');
    const line = '    used.put(id, true);\n';
    expect(source).toContain(line);
    await writeFile(join(folder, 'Bank.java'), source.replace(line, ''));
    await copyFile(join(HERE, 'java', 'iut.json'), join(folder, 'iut.json'));
    expect(failing(await verdicts('java', { cwd: folder }))).toEqual(['TC-RP-001']);
  });
});
