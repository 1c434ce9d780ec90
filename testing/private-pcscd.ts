/** The PC/SC service of Debian with the driver of vpcd, for one command, in namespaces of its own. */
import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { foreignClient } from '../simulator/world/index.ts';

const SCRIPT = fileURLToPath(new URL('private-pcscd.sh', import.meta.url));
/** Network: vpcd listens on all interfaces. Mount: the socket's fixed place. Process: pcscd ends with the command. */
const NAMESPACES = [
  ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']),
  ...['--net', '--mount', '--pid', '--fork', '--kill-child'],
];
/** unshare itself heeds no SIGTERM; when it is killed, so is what it started. */
const TIME_LIMIT_MS = 50_000;

export interface PrivatePcscd {
  /** Runs a command with pcscd beside it; what it printed and its exit code. 125: pcscd did not start. */
  run(
    command: readonly string[],
    limitMs?: number,
  ): Promise<{ code: number; stdout: string; stderr: string }>;
}

function why(): string | undefined {
  for (const [name, debianPackage] of [
    ['unshare', 'util-linux'],
    ['ip', 'iproute2'],
    ['pcscd', 'pcscd'],
    ['vpcd-config', 'vsmartcard-vpcd'],
  ] as const) {
    const found = foreignClient(name, debianPackage);
    if ('missing' in found) return found.missing;
  }
  // A container may not let us: that is no fault of what is installed, so it is told and not demanded.
  const { status, stderr } = spawnSync('unshare', [...NAMESPACES, 'sh', SCRIPT, '--try'], {
    encoding: 'utf8',
  });
  if (status === 0) return undefined;
  const refused = `not run: no namespaces of its own for pcscd (${stderr.trim() || `unshare: ${status}`})`;
  console.log(refused);
  return refused;
}

/** `missing` says why there is none, and has been printed. */
export function privatePcscd(): PrivatePcscd | { missing: string } {
  const missing = why();
  if (missing !== undefined) return { missing };
  return {
    run: (command, limitMs = TIME_LIMIT_MS) =>
      new Promise((resolve) => {
        const args = [...NAMESPACES, 'sh', SCRIPT, ...command];
        const env = { ...process.env, LC_ALL: 'C' };
        execFile(
          'unshare',
          args,
          { env, timeout: limitMs, killSignal: 'SIGKILL', maxBuffer: 2 ** 24 },
          (error, stdout, stderr) =>
            resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr }),
        );
      }),
  };
}
