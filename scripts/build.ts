/**
 * Makes `dist/`, what the package is made of: JavaScript and declarations by tsc, the data files beside the source, and
 * schemas for readers without TypeScript.
 *
 * Node strips no types below node_modules, so a package has to be JavaScript.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, globSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

/** Folders of the source, and what in them is data that code reads while it runs. */
const DATA =
  '{simulator,conformance,reports,scripts/cli,scripts/run}/**/*.{json,css,ttf,pem,der,py,java,go,sh}';
const isForTests = (path: string): boolean => /(^|\/)(testing|node_modules)\//.test(path);

rmSync(dist, { recursive: true, force: true });
const tsc = spawnSync('tsc', ['-p', join(root, 'tsconfig.build.json')], { cwd: root, stdio: 'inherit' });
if (tsc.error) console.error(`build: cannot start tsc (${tsc.error.message}); use npm run build`);
if (tsc.status !== 0) process.exit(tsc.status ?? 1);

const { makeSchemas } = await import('./make-schemas.ts');
await makeSchemas(join(dist, 'schemas'));

for (const path of globSync(DATA, { cwd: root }).filter((file) => !isForTests(file))) {
  mkdirSync(dirname(join(dist, path)), { recursive: true });
  copyFileSync(join(root, path), join(dist, path));
}
