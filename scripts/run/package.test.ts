/** The package as an implementer gets it: built, in the node_modules of a project of their own. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CASES } from '../../conformance/cases/index.ts';
import { needs } from '../../simulator/world/index.ts';
import { deadLinks, deadNames } from '../testing/links.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
let project: string;

async function run(args: readonly string[], cwd: string): Promise<{ code: number | null; text: string }> {
  const { VITEST: _, NODE_ENV: __, ...env } = process.env;
  const child = spawn(process.execPath, args, { cwd, env: { ...env, NO_COLOR: '1' } });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, text };
}

beforeAll(async () => {
  const built = await run(['scripts/build.ts'], ROOT);
  expect(built).toMatchObject({ code: 0 });
  project = mkdtempSync(join(tmpdir(), 'fpos-hil-project-'));
  const modules = join(project, 'node_modules');
  mkdirSync(join(modules, 'fpos-hil'), { recursive: true });
  // As the registry would get it: nothing but what package.json lists.
  const packed = ['--silent', 'pack', '--ignore-scripts', '--pack-destination', project];
  execFileSync('npm', packed, { cwd: ROOT });
  const archive = readdirSync(project).find((name) => name.endsWith('.tgz'))!;
  execFileSync('tar', ['-xzf', archive, '--strip-components=1', '-C', 'node_modules/fpos-hil'], {
    cwd: project,
  });
  for (const name of readdirSync(join(ROOT, 'node_modules')))
    if (!name.startsWith('.') && name !== 'fpos-hil')
      symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  writeFileSync(join(project, 'package.json'), '{"type":"module"}');
  writeFileSync(join(project, 'vitest.config.js'), `export default { test: { include: ['*.spec.js'] } };`);
}, 180_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

interface Report {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Runs `conformance(options)` as the only test file of the project. */
async function vitest(options: object) {
  writeFileSync(
    join(project, 'suite.spec.js'),
    `import { conformance } from 'fpos-hil/vitest';\nawait conformance(${JSON.stringify(options)});\n`,
  );
  const { code, text } = await run(
    [
      join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      '--outputFile.json=report.json',
    ],
    project,
  );
  const report = JSON.parse(readFileSync(join(project, 'report.json'), 'utf8')) as Report;
  return { code, report, text };
}
const results = ({ report }: Awaited<ReturnType<typeof vitest>>) =>
  report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ title, status, failureMessages }) => ({
      id: title.split(' ')[0],
      status,
      says: failureMessages.join(' '),
    })),
  );

test('each case is a vitest test of the project', async () => {
  const ended = await vitest({ role: 'relying-party' });
  expect(results(ended).map(({ id, status }) => `${id} ${status}`)).toEqual(
    CASES.filter(({ role }) => role === 'relying-party').map(({ id }) => `${id} passed`),
  );
  expect(ended.code).toBe(0);
});

test('a failure has the reason of the verdict; what does not apply is skipped', async () => {
  const config = {
    command: [
      process.execPath,
      'node_modules/fpos-hil/dist/conformance/iut/reference/main.js',
      '--iut',
      'mutant:library-taps-twice',
    ],
    roles: ['library'],
    ics: { 'code-after-signature': false },
  };
  const ended = await vitest({ iut: config, case: 'TC-LIB-001,TC-LIB-002,TC-LIB-007' });
  expect(ended.code).toBe(1);
  const found = results(ended);
  expect(found.filter(({ status }) => status === 'failed')).toEqual([
    { id: 'TC-LIB-001', status: 'failed', says: expect.stringMatching(/TC-LIB-001 fail: ./) },
  ]);
  expect(found.find(({ id }) => id === 'TC-LIB-002')?.status).toMatch(/skipped|pending/);
});

test('a mistake in the set-up is told, and no case is green', async () => {
  const ended = await vitest({ iut: { command: ['no-such-program-9001'] }, role: 'library' });
  expect(ended.code).toBe(1);
  expect(results(ended).filter(({ status }) => status === 'passed')).toEqual([]);
  expect(ended.text).toContain('no program no-such-program-9001');
});

test('the built command line runs, and the schemas, adapters and guides are there', async () => {
  const { code, text } = await run(
    ['node_modules/fpos-hil/bin/fpos-hil.js', 'run', '--case', 'TC-RP-001', '--out', 'out'],
    project,
  );
  expect(text).toContain('1 pass');
  expect(code).toBe(0);
  for (const name of [
    'dist/schemas/iut-contract.schema.json',
    'dist/schemas/iut-config.schema.json',
    'dist/schemas/ca.openapi.json',
    'dist/schemas/bank.openapi.json',
    'dist/schemas/hub.openapi.json',
    'dist/schemas/jlis-verifier.openapi.json',
    'dist/schemas/jlis-crl.openapi.json',
    'docs/contract.md',
    'dist/conformance/iut/adapters/java/Bank.java',
    'dist/conformance/iut/adapters/python/library.py',
    'docs/open-profile.md',
    'vectors/README.md',
    'vectors/x509/accredited.json',
  ])
    expect(existsSync(join(project, 'node_modules', 'fpos-hil', name)), name).toBe(true);
});

test('every schema of the package is listed in its porting guide, and no other', () => {
  const inPackage = join(project, 'node_modules', 'fpos-hil');
  const guide = readFileSync(join(inPackage, 'docs', 'porting', 'README.md'), 'utf8');
  const listed = new Set(
    [...guide.matchAll(/`([a-z-]+\.(?:schema|openapi)\.json)`/g)].map(([, name]) => name!),
  );
  expect([...listed].sort()).toEqual(readdirSync(join(inPackage, 'dist', 'schemas')).sort());
});

test('every link, and every document that the code or a schema names, leads somewhere in the package', () => {
  const inPackage = join(project, 'node_modules', 'fpos-hil');
  const links = deadLinks(inPackage, globSync('**/*.md', { cwd: inPackage }));
  expect(links.dead).toEqual([]);
  expect(links.looked).toBeGreaterThan(80);
  const named = deadNames(inPackage, '{bin,dist}/**/*.{js,json,py,java}');
  expect(named.dead).toEqual([]);
  expect(named.looked).toBeGreaterThan(5);
});

interface Verdicts {
  readonly summary: Readonly<Record<string, number>>;
  readonly cases: readonly { readonly id: string; readonly verdict: string; readonly reason: string }[];
}

/** The worked implementations, each by the one command of the guide, out of the package and nothing else. */
describe.for([
  ['python3', 'python', 'library', 'TC-LIB-001,TC-LIB-005,TC-LIB-006'],
  ['java', 'java', 'relying-party', undefined],
] as const)('out of the package, in %s', ([needed, folder, role, cases]) => {
  const there = needs(needed, needed === 'java' ? 'openjdk-17-jdk-headless' : needed) !== undefined;
  test.runIf(there)('it passes every case that it claims', async () => {
    const out = join(project, `out-${folder}`);
    const { code, text } = await run(
      [
        'node_modules/fpos-hil/bin/fpos-hil.js',
        'run',
        '--iut',
        `node_modules/fpos-hil/dist/conformance/iut/adapters/${folder}/iut.json`,
        ...(cases === undefined ? [] : ['--case', cases]),
        '--out',
        out,
      ],
      project,
    );
    expect([code, text]).toEqual([0, expect.stringContaining(' pass')]);
    const { summary, cases: found } = JSON.parse(
      readFileSync(join(out, 'verdicts.json'), 'utf8'),
    ) as Verdicts;
    expect(summary.pass).toBeGreaterThan(2);
    const claimed = found.filter(({ verdict }) => verdict !== 'notApplicable');
    expect(claimed.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
    const own = new Map(CASES.map(({ id, role: of }) => [id as string, of]));
    expect(claimed.every(({ id }) => own.get(id) === role)).toBe(true);
  });
});

test.each(['README.md', 'README.ja.md'])(
  '%s: the three lines with msw work from the package',
  async (name) => {
    const lines = /```ts msw\n([\s\S]*?)```/.exec(readFileSync(join(ROOT, name), 'utf8'))![1]!;
    const asks = `
const answer = await fetch('http://ocsp-sign.jlis.test/', { method: 'POST', body: 'nonsense' });
console.log(answer.headers.get('content-type'), Buffer.from(await answer.arrayBuffer()).toString('hex'));
const report = await fetch('https://verifier.jlis.test/report/2026');
console.log(report.status, (await report.json()).code);
`;
    writeFileSync(join(project, 'world.js'), lines + asks);
    const { code, text } = await run(['world.js'], project);
    // RFC 6960, 4.2.1: malformedRequest (1), unsigned. Without a client certificate J-LIS tells nobody anything.
    expect(text.trim().split('\n')).toEqual(['application/ocsp-response 30030a0101', '403 verifier-unknown']);
    expect(code).toBe(0);
  },
);
