/** The version of the package, from its package.json: two folders up in the checkout, three in the build. */
import { existsSync, readFileSync } from 'node:fs';

export function packageVersion(): string {
  const files = ['../../package.json', '../../../package.json'].map((path) => new URL(path, import.meta.url));
  const file = files.find((url) => existsSync(url));
  return file === undefined
    ? 'unknown'
    : (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
