/** Runs any PC/SC program with a virtual card in its reader. */
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { UsageError } from '../errors.ts';
import { type PcscReader, type PcscService, type ReaderOptions, startPcscService } from './pcsc-service.ts';
import { privateSocketPath, removeSocket } from './private-socket.ts';
import type { Grace } from './virtual-reader.ts';

const FORWARDED_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface RunWithCardOptions {
  /** The readers of the program, with their cards. */
  readonly readers: readonly ReaderOptions[];
  /** Program and arguments; the program is looked up in PATH. No shell comes in between. */
  readonly command: readonly string[];
  /** See `startPcscService`. */
  readonly grace?: Grace;
  /** Handed the readers as soon as they are there, before the program starts. */
  readonly onReaders?: (readers: readonly PcscReader[]) => void;
  /** Awaited before the program starts: for a service that gets its readers or cards first. */
  readonly ready?: (service: PcscService) => Promise<void>;
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

function cannotStart(program: string, cause: unknown): UsageError {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new UsageError('ERR_COMMAND_NOT_FOUND', `cannot start ${program}: ${message}`, {
    hint: 'Check the name and that it is installed and executable.',
    cause,
  });
}

/** Exit code as a shell gives it: 128 + number of the signal when a signal killed the child. */
function exitCodeOf(program: string, child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(cannotStart(program, cause)));
    child.once('exit', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
  });
}

function spawnCommand(program: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  try {
    return spawn(program, args, { stdio: 'inherit', env });
  } catch (cause) {
    throw cannotStart(program, cause); // A name with a zero byte, for example, is refused at once.
  }
}

/**
 * Starts the private PC/SC service, runs `command` with PCSCLITE_CSOCK_NAME set and our stdio, passes SIGINT, SIGTERM
 * and SIGHUP on to it, and returns its exit code (128 + signal number when a signal killed it). The service and its
 * directory are gone afterwards in every case. UsageError ERR_COMMAND_NOT_FOUND if it cannot be started.
 */
export async function runWithCard(options: RunWithCardOptions): Promise<number> {
  const [program, ...args] = options.command;
  if (program === undefined || program === '') {
    throw new UsageError('ERR_COMMAND_NOT_FOUND', 'no command given', { hint: 'Name the program after --.' });
  }
  if (process.platform === 'win32' || process.platform === 'darwin') {
    throw new UsageError('ERR_PLATFORM_UNSUPPORTED', `programs on ${process.platform} do not use pcsc-lite`, {
      hint: 'Use the in-process reader or vpcd on this system.',
    });
  }
  const socketPath = await privateSocketPath();
  try {
    const { readers, grace } = options;
    const service = await startPcscService({ readers, socketPath, ...(grace && { grace }) });
    options.onReaders?.(service.readers);
    let child: ChildProcess | undefined;
    const forward = (signal: NodeJS.Signals): void => void child?.kill(signal);
    for (const signal of FORWARDED_SIGNALS) process.on(signal, forward);
    try {
      await options.ready?.(service);
      child = spawnCommand(program, args, {
        ...process.env,
        ...options.env,
        PCSCLITE_CSOCK_NAME: socketPath,
      });
      return await exitCodeOf(program, child);
    } finally {
      for (const signal of FORWARDED_SIGNALS) process.off(signal, forward);
      await service.close();
    }
  } finally {
    await removeSocket(socketPath);
  }
}
