/** Finds the programs of other people that our tests let loose on our simulators. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { RigError } from '../errors.ts';

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * Looks `name` up in PATH. If it is missing: prints that its tests are not run and what installs it, and returns that
 * sentence as `missing`, for `test.skipIf('missing' in client)`. Where FPOS_HIL_REQUIRE_CLIENTS is 1, a missing program
 * is a RigError ERR_FOREIGN_CLIENT_MISSING instead, so that a test file that asks at its top level fails.
 */
export function foreignClient(name: string, debianPackage: string): { path: string } | { missing: string } {
  const directories = (process.env.PATH ?? '').split(delimiter).filter((directory) => directory !== '');
  const path = directories.map((directory) => join(directory, name)).find(isProgram);
  if (path !== undefined) return { path };
  const missing = `not run: ${name} (apt-get install ${debianPackage})`;
  if (process.env.FPOS_HIL_REQUIRE_CLIENTS === '1') {
    throw new RigError('ERR_FOREIGN_CLIENT_MISSING', missing, {
      hint: 'Install it, or unset FPOS_HIL_REQUIRE_CLIENTS.',
    });
  }
  console.log(missing);
  return { missing };
}

/** The path of the program, or undefined after printing that its tests are not run. */
export function needs(name: string, debianPackage: string): string | undefined {
  const found = foreignClient(name, debianPackage);
  return 'path' in found ? found.path : undefined;
}
