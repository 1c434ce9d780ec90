/** Waiting for a server to open its door, and saying precisely why it did not. */
import { connect } from 'node:net';
import { machineWait } from '../../simulator/world/index.ts';
import { IutBroke } from './connector.ts';

/** Between two attempts; a server that is being started needs some. */
const PAUSE_MS = 50;
const DEFAULT_LIMIT_MS = 20_000;

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  'http:': 80,
  'ws:': 80,
  'https:': 443,
  'wss:': 443,
};

/** Undefined: something accepts connections there; else why not (an error code of the system). */
export function knock(url: string): Promise<string | undefined> {
  const { hostname, port, protocol } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(
      {
        host: hostname.replace(/^\[|\]$/g, ''),
        port: port === '' ? (DEFAULT_PORTS[protocol] ?? 0) : Number(port),
      },
      () => {
        socket.destroy();
        resolve(undefined);
      },
    );
    socket.setTimeout(2_000, () => {
      socket.destroy();
      resolve('ETIMEDOUT');
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

/** Waits for the door of a program that was just started; without one the first refusal counts. Throws IutBroke. */
export async function whenReachable(
  url: string,
  gone: Promise<IutBroke> | undefined,
  limitMs = DEFAULT_LIMIT_MS,
): Promise<void> {
  let ended: IutBroke | undefined;
  void gone?.then((error) => {
    ended = error;
  });
  for (let waited = 0; ; waited += PAUSE_MS) {
    const why = await knock(url);
    if (why === undefined) return;
    if (ended) throw ended;
    if (!gone || why !== 'ECONNREFUSED' || waited >= limitMs)
      throw new IutBroke('unreachable', `nobody answers at ${url} (${why})`);
    await machineWait(PAUSE_MS);
  }
}
