/** The folder of a run: manifest.json, transcript.jsonl, verdicts.json, report.html, junit.xml. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Manifest, VerdictsFile } from '../../conformance/verdict/judged-run.ts';
import { readTranscript, type Transcript } from '../../conformance/verdict/transcript.ts';
import { UsageError } from '../../simulator/errors.ts';

/** What a run folder holds. Nothing else may lie in a folder that is to be replaced. */
const FILES = ['manifest.json', 'transcript.jsonl', 'verdicts.json', 'report.html', 'junit.xml'] as const;
export type RunFile = (typeof FILES)[number];

const isRunFolder = (entries: readonly string[]): boolean =>
  entries.includes('manifest.json') && entries.every((name) => (FILES as readonly string[]).includes(name));

const isCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code;

/** As `mkdir -p`. Not by the option of mkdir: Node 24 tries for ever where the system says ENOENT again and again (/proc). */
async function makeFolder(dir: string): Promise<void> {
  try {
    await mkdir(dir);
  } catch (error) {
    if (isCode(error, 'EEXIST')) return;
    if (!isCode(error, 'ENOENT') || dirname(dir) === dir) throw error;
    await makeFolder(dirname(dir));
    await mkdir(dir);
  }
}

const UNFINISHED = { schema: 1, suite: { name: 'fpos-hil' }, unfinished: true };

const WHY_NOT: Readonly<Record<string, string>> = {
  ENOTDIR: 'a part of this path is a file',
  EEXIST: 'there is a file of this name',
  EACCES: 'it may not be written',
  EPERM: 'it may not be written',
  EROFS: 'it may not be written',
  ENOSPC: 'there is no room',
  ENOENT: 'it cannot be made there',
};

/**
 * Makes the folder, or empties an earlier run. Until the run is written a manifest says that it has not ended, so that what
 * was interrupted can be replaced too. Throws UsageError ERR_OUT for any other folder that is not empty.
 */
export async function prepareFolder(dir: string): Promise<void> {
  try {
    await makeFolder(dir);
    const entries = await readdir(dir);
    if (entries.length > 0 && !isRunFolder(entries))
      throw new UsageError('ERR_OUT', `${dir} holds something that is no run folder`, {
        hint: 'give --out an empty folder, a new one, or that of an earlier run',
      });
    for (const name of entries) await rm(join(dir, name));
    await writeRunFile(dir, 'manifest.json', `${JSON.stringify(UNFINISHED)}\n`);
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    const { code = '', message } = cause as NodeJS.ErrnoException;
    throw new UsageError('ERR_OUT', `cannot write to "${dir}": ${WHY_NOT[code] ?? message}`, {
      hint: 'give --out an empty folder, a new one, or that of an earlier run',
      cause,
    });
  }
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export async function writeRunFile(dir: string, name: RunFile, text: string): Promise<void> {
  await writeFile(join(dir, name), text);
}

export interface RunFolder {
  readonly manifest: Manifest;
  readonly transcript: Transcript;
  readonly verdicts: VerdictsFile;
}

async function readRunFile(dir: string, name: RunFile): Promise<string> {
  const path = join(dir, name);
  if (!existsSync(path))
    throw new UsageError('ERR_RUN_FOLDER', `there is no ${path}`, {
      hint: 'name the folder that fpos-hil run wrote',
    });
  return readFile(path, 'utf8');
}

function parse<T>(name: string, text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    throw new UsageError('ERR_RUN_FOLDER', `${name} is not JSON`, {
      cause,
      hint: 'take the run folder unaltered',
    });
  }
}

/** Throws UsageError ERR_RUN_FOLDER or ERR_TRANSCRIPT. */
export async function readRunFolder(dir: string): Promise<RunFolder> {
  const manifest = parse<Manifest>('manifest.json', await readRunFile(dir, 'manifest.json'));
  if ('unfinished' in manifest)
    throw new UsageError('ERR_RUN_FOLDER', `the run in ${dir} did not end`, { hint: 'run it again' });
  const [transcript, verdicts] = await Promise.all(
    (['transcript.jsonl', 'verdicts.json'] as const).map((name) => readRunFile(dir, name)),
  );
  return {
    manifest,
    transcript: readTranscript(transcript!),
    verdicts: parse<VerdictsFile>('verdicts.json', verdicts!),
  };
}
