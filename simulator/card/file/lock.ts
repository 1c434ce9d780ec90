/**
 * One process at a time has a card file open: a lock file beside it names the process. A lock whose process is gone is
 * taken over.
 */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { UsageError } from '../../errors.ts';

/** Ends the lock; a second call does nothing. */
export type Unlock = () => void;

/** More rounds than this mean that others keep taking the lock before us. */
const ROUNDS_MAX = 10;

/** When a process began, in ticks since boot (Linux, proc(5) field 22): tells a process number used again. */
function beginOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const isCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code;

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** The process that a lock names, if it still runs. */
function holderOf(content: string): number | undefined {
  const [pidText = '', begin = ''] = content.trim().split(' ');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return undefined;
  return begin === '' || beginOf(pid) === begin ? pid : undefined;
}

/** Moves a stale lock away: of several that try, one succeeds. A lock that is not the stale one is put back. */
function takeAway(lockPath: string, stale: string): void {
  const aside = `${lockPath}.${process.pid}`;
  try {
    renameSync(lockPath, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  if (contentOf(aside) !== stale) linkSync(aside, lockPath);
  rmSync(aside, { force: true });
}

/**
 * Locks a file for this process.
 *
 * @throws UsageError ERR_CARD_IN_USE while another (or this) process has it, ERR_CARD_FILE_WRITE where no lock can be kept
 */
export function lock(path: string): Unlock {
  const lockPath = `${path}.lock`;
  const own = `${process.pid} ${beginOf(process.pid)}\n`;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    // A lock appears with its content in it: written aside, then linked, which fails where one is already.
    const prepared = `${lockPath}.new.${process.pid}`;
    try {
      writeFileSync(prepared, own, { mode: 0o600 });
    } catch (cause) {
      const { code = '' } = cause as NodeJS.ErrnoException;
      throw new UsageError('ERR_CARD_FILE_WRITE', `${path}: nothing can be written beside it (${code})`, {
        hint: 'A card is written whenever its counters change: keep it in a folder that you may write.',
        cause,
      });
    }
    try {
      linkSync(prepared, lockPath);
      return () => {
        if (contentOf(lockPath) === own) rmSync(lockPath, { force: true });
      };
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    } finally {
      rmSync(prepared, { force: true });
    }
    const content = contentOf(lockPath);
    if (content === undefined) continue;
    const holder = holderOf(content);
    if (holder !== undefined) {
      throw new UsageError('ERR_CARD_IN_USE', `${path}: in use by process ${holder}`, {
        hint: 'End that process, or work with a copy of the file.',
      });
    }
    takeAway(lockPath, content);
  }
  throw new UsageError('ERR_CARD_IN_USE', `${path}: others keep taking it`);
}
