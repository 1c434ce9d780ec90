/** Is the peer of the benchmarks of status there? */
import { execFileSync } from 'node:child_process';

const TIME_LIMIT_MS = 60_000;

function runs(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore', timeout: TIME_LIMIT_MS });
    return true;
  } catch {
    return false;
  }
}

export const openssl = {
  isThere: (): boolean => runs('openssl', ['version']),
  missing: 'openssl (apt-get install openssl)',
} as const;

/** A network of its own, in which a program may listen on every interface and nobody else sees it. */
export const ownNetwork = {
  isThere: (): boolean => runs('unshare', ['-rn', 'ip', 'link', 'set', 'lo', 'up']),
  missing: 'no network namespace to be had (Linux; apt-get install util-linux iproute2)',
  /** The command that runs another in such a network. */
  command: (command: readonly string[]): readonly [string, ...string[]] => [
    'unshare',
    '-rn',
    'sh',
    '-c',
    'ip link set lo up && exec "$@"',
    'sh',
    ...command,
  ],
} as const;
