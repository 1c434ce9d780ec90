/** A program of an implementer as a child process: started, watched, and ended with everything that it started. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { IutBroke } from './connector.ts';
import { isDoneWithin } from './remote.ts';

export interface ProgramOptions {
  /** Program and arguments; no shell. */
  readonly command: readonly string[];
  readonly cwd?: string | undefined;
  /** Beside the environment of this process. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

export interface Program {
  readonly input: Writable;
  readonly output: Readable;
  /** Told once why it is of no use any more: it ended, closed its standard output, or did not start. */
  readonly gone: Promise<IutBroke>;
  /** Ends it. `politely`: its input is closed, and it gets time to end by itself. */
  stop(politely: boolean): Promise<void>;
}

/** How long an IUT may take to end by itself, and again after SIGTERM. */
const END_LIMIT_MS = 2_000;
/** From the end of a process to the last of its output; a grandchild may hold the pipe open for ever. */
const LAST_OUTPUT_MS = 1_000;
const STDERR_BYTES_KEPT = 4_096;

type Spawned = ChildProcessByStdio<Writable, Readable, Readable>;

/** Children that live; none survives this process, however it ends. */
const living = new Set<Spawned>();
let watching = false;

/** The child and whatever it started in its process group. */
function signal({ pid, exitCode, signalCode }: Spawned, name: 'SIGTERM' | 'SIGKILL'): void {
  if (pid === undefined) return;
  try {
    if (process.platform !== 'win32') process.kill(-pid, name);
    else if (exitCode === null && signalCode === null) process.kill(pid, name);
  } catch {
    // gone already
  }
}

/** `during` tells what was asked of it when it went. */
export function startProgram(
  { command: [program = '', ...args], cwd, env }: ProgramOptions,
  during: () => readonly string[],
): Program {
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    ...(cwd !== undefined && { cwd }),
    detached: process.platform !== 'win32', // a process group of its own: ending it ends wrappers' children too
  }) as Spawned;
  living.add(child);
  if (!watching) {
    watching = true;
    process.once('exit', () => {
      for (const left of living) signal(left, 'SIGKILL');
    });
  }

  let stderr = Buffer.alloc(0);
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = Buffer.concat([stderr, chunk]).subarray(-STDERR_BYTES_KEPT);
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve()); // not started
  });
  const { promise: gone, resolve: tell } = Promise.withResolvers<IutBroke>();

  const over = async (): Promise<void> => {
    await isDoneWithin(closed, LAST_OUTPUT_MS);
    const how =
      child.signalCode !== null
        ? `was ended by ${child.signalCode}`
        : child.exitCode !== null
          ? `ended with exit code ${child.exitCode}`
          : 'closed its standard output';
    const open = during();
    const last = stderr.toString('utf8').trim();
    const says =
      last === '' ? '; it wrote nothing to its standard error' : `; its standard error ends: ${last}`;
    tell(
      new IutBroke('crash', `the IUT ${how}${open.length > 0 ? ` during ${open.join(', ')}` : ''}${says}`),
    );
  };
  child.stdout.once('end', () => void over());
  child.once('exit', () => void over());
  child.once('error', (cause) => {
    living.delete(child);
    const where = cwd === undefined ? '' : ` in ${cwd}`;
    tell(new IutBroke('unreachable', `cannot start ${program}${where}: ${cause.message}`, cause));
  });
  void ended.then(() => living.delete(child));

  let stopping: Promise<void> | undefined;
  const stop = async (politely: boolean): Promise<void> => {
    child.stdin.end();
    if (!(politely && (await isDoneWithin(ended, END_LIMIT_MS)))) {
      signal(child, 'SIGTERM');
      await isDoneWithin(ended, END_LIMIT_MS);
    }
    signal(child, 'SIGKILL'); // and what is left of its group
    await ended;
  };
  return {
    input: child.stdin,
    output: child.stdout,
    gone,
    stop(politely) {
      stopping ??= stop(politely);
      return stopping;
    },
  };
}
