/**
 * Programs of others that our tests use as judges (OpenSSL and the like).
 *
 * A missing one is never silent: it is printed as not run, with the command that installs it; and where every
 * foreign program is required (FPOS_HIL_REQUIRE_CLIENTS=1) its absence is a failure.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where the program is, or the sentence that says how to get it. */
export type ForeignProgram = { readonly path: string } | { readonly missing: string };

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Looks for `name` along PATH. `debianPackage` is the package that brings it. */
export function foreignProgram(name: string, debianPackage: string): ForeignProgram {
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isExecutable);
  return path === undefined ? { missing: `not run: ${name} (apt-get install ${debianPackage})` } : { path };
}

/**
 * For the head of a test file: the path of the program, or undefined after printing that the tests are not run
 * (`describe.skipIf(path === undefined)`). Throws where foreign programs are required.
 */
export function needs(name: string, debianPackage: string): string | undefined {
  const found = foreignProgram(name, debianPackage);
  if ('path' in found) return found.path;
  if (process.env.FPOS_HIL_REQUIRE_CLIENTS === '1') throw new Error(found.missing);
  console.error(found.missing);
  return undefined;
}
