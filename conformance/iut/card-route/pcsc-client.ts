/** A PC/SC program of the rig's own, linked with the libpcsclite of this machine: a process that is asked by lines. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type CardChannel, fromHex, toHex } from '../../../simulator/apdu/index.ts';
import { TransportError } from '../../../simulator/errors.ts';

const PROGRAM = fileURLToPath(new URL('pcsc-client.py', import.meta.url));

interface Said {
  readonly atr?: string;
  readonly rapdu?: string;
  readonly error?: string;
}

export interface PcscClient {
  /** The card in that reader, once it is there; connected shared with T=1, and left without power. */
  channel(reader: string): CardChannel;
  /** Resolves when no card is in that reader. */
  absent(reader: string): Promise<void>;
  close(): Promise<void>;
}

/** `env`: where the service is. TransportError ERR_PCSC when the program or a call of it fails. */
export async function startPcscClient(env: Readonly<Record<string, string>>): Promise<PcscClient> {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn('python3', [PROGRAM], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let over: string | undefined;
  let waiting: PromiseWithResolvers<Said> | undefined;
  const end = (why: string): void => {
    over ??= why;
    waiting?.reject(new TransportError('ERR_PCSC', why));
  };
  child.once('error', (cause) => end(`cannot start python3: ${cause.message}`));
  child.once('exit', (code) => end(`the PC/SC program ended with ${code}`));
  child.stdin.on('error', () => {}); // its end is told above
  createInterface({ input: child.stdout }).on('line', (line) => {
    const said = waiting;
    waiting = undefined;
    said?.resolve(JSON.parse(line) as Said);
  });
  let turn: Promise<unknown> = Promise.resolve();
  const ask = (question: Readonly<Record<string, string>>): Promise<Said> => {
    const answered = turn.then(() => askInTurn(question));
    turn = answered.catch(() => {});
    return answered;
  };
  const askInTurn = async (question: Readonly<Record<string, string>>): Promise<Said> => {
    if (over !== undefined) throw new TransportError('ERR_PCSC', over);
    waiting = Promise.withResolvers();
    const answered = waiting.promise;
    child.stdin.write(`${JSON.stringify(question)}\n`);
    const said = await answered;
    if (said.error !== undefined) throw new TransportError('ERR_PCSC', said.error);
    return said;
  };
  const close = async (): Promise<void> => {
    child.stdin.end();
    await closed;
  };
  try {
    await ask({ op: 'open' });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    channel: (name) => ({
      connect: async () => ({ atr: fromHex((await ask({ op: 'connect', name })).atr!) }),
      transmit: async (capdu) => fromHex((await ask({ op: 'transmit', capdu: toHex(capdu) })).rapdu!),
      reset: async () => ({ atr: fromHex((await ask({ op: 'reset' })).atr!) }),
      disconnect: async () => void (await ask({ op: 'disconnect' })),
    }),
    absent: async (name) => void (await ask({ op: 'absent', name })),
    close,
  };
}
