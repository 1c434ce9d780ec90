/** A client that asks the same OCSP question again and again over bare sockets, so that it costs less than who answers. */
import { connect, type Socket } from 'node:net';

export interface Load {
  readonly port: number;
  readonly request: Uint8Array;
  readonly connections: number;
  /** Many requests on one connection, or a connection for each. */
  readonly keep: boolean;
}

const HEAD_END = Buffer.from('\r\n\r\n');

const messageOf = ({ request, keep }: Load): Buffer =>
  Buffer.concat([
    Buffer.from(
      `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/ocsp-request\r\nContent-Length: ${request.length}\r\n${keep ? '' : 'Connection: close\r\n'}\r\n`,
    ),
    request,
  ]);

/** How many bytes the answer that begins here has in all; undefined while its head is not complete. */
function lengthOf(received: Buffer): number | undefined {
  const headEnd = received.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const head = received.toString('latin1', 0, headEnd);
  if (!/^HTTP\/1\.[01] 200 /.test(head)) throw new Error(`not an answer: ${head.split('\r\n')[0]}`);
  return headEnd + 4 + Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1]);
}

/** One after another on one connection. */
function askOnOne(load: Load, times: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ host: '127.0.0.1', port: load.port, noDelay: true });
    const message = messageOf(load);
    let left = times;
    let received = Buffer.alloc(0);
    let due: number | undefined;
    socket.on('error', reject);
    socket.on('connect', () => socket.write(message));
    socket.on('data', (data) => {
      received = received.length === 0 ? data : Buffer.concat([received, data]);
      due ??= lengthOf(received);
      if (due === undefined || received.length < due) return;
      received = Buffer.alloc(0);
      if (--left > 0) socket.write(message);
      else socket.end(resolve);
    });
  });
}

/** One question, one connection, until the other side has closed it. */
function askOnce(load: Load, message: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: load.port, noDelay: true });
    const chunks: Buffer[] = [];
    socket.on('error', reject);
    socket.on('connect', () => socket.write(message));
    socket.on('data', (data) => chunks.push(data));
    socket.on('close', () => {
      const received = Buffer.concat(chunks);
      if (lengthOf(received) === received.length) resolve();
      else reject(new Error(`an answer of ${received.length} bytes broke off`));
    });
  });
}

async function askOnMany(load: Load, times: number): Promise<void> {
  const message = messageOf(load);
  for (let n = 0; n < times; n++) await askOnce(load, message);
}

/** Asks so many times in all. An answer that is none, or broken off, is an error. */
export async function ask(load: Load, times: number): Promise<void> {
  const each = Math.ceil(times / load.connections);
  const one = load.keep ? askOnOne : askOnMany;
  await Promise.all(Array.from({ length: load.connections }, () => one(load, each)));
}
