/** A place for a socket that nobody else on this machine can reach. */
import { chmod, mkdtemp, rmdir, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const DIRECTORY_PREFIX = 'fpos-hil-pcsc-';
const SOCKET_NAME = 's';

/**
 * Longest path of a Unix socket, bytes: `sun_path` has 108 bytes on Linux and 104 on BSD and macOS, one of them the
 * closing zero. libpcsclite cuts a longer one silently, and would then look at another place.
 */
export const SOCKET_PATH_SIZE_MAX = 103;

/**
 * A path for a socket in a fresh directory of mode 0700, which `removeSocket` takes away again.
 * The directory is under TMPDIR, or under /tmp where TMPDIR would make the path too long for a socket.
 */
export async function privateSocketPath(): Promise<string> {
  const longest = Buffer.byteLength(join(tmpdir(), `${DIRECTORY_PREFIX}XXXXXX`, SOCKET_NAME));
  const parent = longest <= SOCKET_PATH_SIZE_MAX ? tmpdir() : '/tmp';
  const directory = await mkdtemp(join(parent, DIRECTORY_PREFIX));
  // mkdtemp gives 0700 already; an odd umask may take from it, and the socket could not be made then.
  await chmod(directory, 0o700);
  return join(directory, SOCKET_NAME);
}

/** Removes a socket, and its directory if `privateSocketPath` made it and nothing else is inside. Never throws. */
export async function removeSocket(socketPath: string): Promise<void> {
  await unlink(socketPath).catch(() => undefined);
  const directory = dirname(socketPath);
  if (basename(directory).startsWith(DIRECTORY_PREFIX)) await rmdir(directory).catch(() => undefined);
}
