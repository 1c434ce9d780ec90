/** OpenSSL for the tests of this folder: run with files in a folder of its own that goes away with the test. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needs } from '../world/foreign-program.ts';

/** The path of OpenSSL, or undefined after having said that its tests are not run. */
export const opensslPath = needs('openssl', 'openssl');

/** What a run came to: standard output and standard error in one, and the file `made` if it wrote one. */
export type Run = { readonly code: number; readonly text: string; readonly made: Uint8Array | undefined };

type Files = Readonly<Record<string, Uint8Array | string>>;

/** Long enough for a loaded machine; OpenSSL answers within milliseconds. */
const timeoutMsMax = 30_000;

const run = (args: readonly string[], cwd: string): Promise<Omit<Run, 'made'>> =>
  new Promise((resolve) => {
    execFile(opensslPath!, args, { cwd, timeout: timeoutMsMax }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, text: `${stdout}${stderr}` });
    });
  });

/** Writes the files, runs `openssl ...args` where they are, and takes the folder away. */
export async function openssl(args: readonly string[], files: Files): Promise<Run> {
  const cwd = await mkdtemp(join(tmpdir(), 'fpos-hil-pki-'));
  try {
    for (const [file, content] of Object.entries(files)) await writeFile(join(cwd, file), content);
    const result = await run(args, cwd);
    const made = await readFile(join(cwd, 'made')).catch(() => undefined);
    return { ...result, made };
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

/** What OpenSSL makes: `args` end in the option that takes the output file, such as `-out`. Fails if it makes nothing. */
export async function opensslMade(args: readonly string[], files: Files = {}): Promise<Uint8Array> {
  const { made, text } = await openssl([...args, 'made'], files);
  if (made === undefined) throw new Error(`openssl ${args.join(' ')}: ${text}`);
  return made;
}
