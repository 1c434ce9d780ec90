/** HTTP on a loopback port, at both ends of the stdio connector: requests in and out as plain bytes. */
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tellingHeaders, withDeadline } from '../../simulator/world/index.ts';
import type { TlsOptions } from './tls.ts';

/** Ten times the largest body of the open profile, and below what a line of the contract may hold. */
export const BODY_BYTES_MAX = 655_360;

export interface PlainRequest {
  readonly method: string;
  /** As in the request line: a path, or an absolute URL when the client takes this port for a proxy. */
  readonly target: string;
  readonly type: string;
  /** Headers that say more than what every client sends. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}
export interface PlainResponse {
  readonly status: number;
  readonly type: string;
  readonly body: Uint8Array;
  /** The clock of a server. */
  readonly date?: string | undefined;
}

export interface Loopback {
  readonly port: number;
  /** Requests in hand lose their connection; the port stays. */
  dropOpen(): void;
  close(): Promise<void>;
}

async function bytesOf(message: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of message as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > BODY_BYTES_MAX) throw new RangeError(`a body longer than ${BODY_BYTES_MAX} bytes`);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** Serves on this machine, on a port of the system's choice unless one is given. When `answer` throws, the client loses its connection. */
export async function listenOnLoopback(
  answer: (request: PlainRequest) => Promise<PlainResponse>,
  { host = '127.0.0.1', port = 0 }: { readonly host?: string | undefined; readonly port?: number } = {},
): Promise<Loopback> {
  const inHand = new Set<Socket>();
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { socket } = request; // the request lets go of it when its body is refused
    inHand.add(socket);
    try {
      const { status, type, body } = await answer({
        method: request.method ?? 'GET',
        target: request.url ?? '/',
        type: request.headers['content-type'] ?? '',
        headers: tellingHeaders(request.headers),
        body: await bytesOf(request),
      });
      // One request per connection: a client can never write into one that we have just closed, so no answer depends
      // on when an idle connection ran out.
      response.writeHead(status, { ...(type && { 'content-type': type }), connection: 'close' });
      response.end(body);
    } catch {
      socket.destroy();
    } finally {
      inHand.delete(socket);
    }
  };
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    dropOpen() {
      for (const socket of inHand) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface SendOptions {
  /** Real time for the whole answer; absent: as long as it takes. */
  readonly limitMs?: number | undefined;
  readonly tls?: TlsOptions | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One request, its bytes as given, its answer as it came: no redirect is followed, nothing is decompressed. */
export async function sendPlain(
  url: string,
  { method, type, headers, body }: Omit<PlainRequest, 'target'>,
  { limitMs, tls, signal }: SendOptions,
): Promise<PlainResponse> {
  const start = url.startsWith('https:') ? httpsRequest : httpRequest;
  const sent = start(url, {
    method,
    agent: false, // a connection of its own, as above
    ...(tls && { ca: tls.trust, cert: tls.certificate, key: tls.key }),
    ...(signal && { signal }),
    headers: {
      ...headers,
      ...(type && { 'content-type': type }),
      ...((body.length > 0 || !/^(GET|HEAD)$/.test(method)) && { 'content-length': body.length }),
    },
  });
  const answered = new Promise<PlainResponse>((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', (message) => {
      bytesOf(message).then(
        (bytes) =>
          resolve({
            status: message.statusCode ?? 0,
            type: message.headers['content-type'] ?? '',
            body: bytes,
            date: message.headers.date,
          }),
        reject,
      );
    });
  });
  sent.end(body);
  try {
    if (limitMs === undefined) return await answered;
    return await withDeadline(answered, limitMs, () => new TypeError(`no answer within ${limitMs} ms`));
  } finally {
    sent.destroy();
  }
}
