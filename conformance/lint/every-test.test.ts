/** In every test whatever an authority issues is linted: shown by tests that break a rule, run with the same configuration. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..', '..');

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

async function report(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'fpos-hil-lint-'));
  try {
    const { VITEST: _, NODE_ENV: __, ...env } = process.env;
    const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
    const file = join(folder, 'report.json');
    const args = [
      'run',
      '--config',
      'testing/broken/vitest.config.ts',
      '--reporter=json',
      `--outputFile=${file}`,
    ];
    // Some of them must fail, so the exit code says nothing.
    await new Promise((done) => execFile(process.execPath, [vitest, ...args], { cwd: ROOT, env }, done));
    return JSON.parse(readFileSync(file, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('a test in which an authority breaks a rule fails, and says which', async () => {
  const results = (await report()).testResults.flatMap(({ assertionResults }) => assertionResults);
  const ended = results.map(({ title, status, failureMessages }) => [title, status, failureMessages.join()]);
  const says = (text: string) => expect.stringContaining(text);
  expect(ended).toEqual([
    ['a good certificate', 'passed', ''],
    ['a certificate whose flags do not fit', 'failed', says('jpki/name-flags-fit-the-name (shall)')],
    ['the same, on purpose', 'passed', ''],
    ['a good certificate again', 'passed', ''],
    ['something that nobody knows', 'failed', says('"unheard-of", which the linter does not know')],
    ['a list that is none', 'failed', says('jpki-full: readable (shall)')],
  ]);
});
