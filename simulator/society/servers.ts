/**
 * A world on loopback: the same functions from Request to Response, behind real sockets, for those who live in another
 * process.
 *
 * Whatever arrives is answered in HTTP or the connection ends; nothing that a client sends ends the process.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { UsageError } from '../errors.ts';
import { type ProblemCode, problemResponse } from '../profile/index.ts';
import type { Handler, World } from '../world/index.ts';

const LOOPBACK = '127.0.0.1';
/** More than any service takes (each refuses what is beyond its own limit); the rest of a larger body is not kept. */
const BODY_BYTES_KEPT_MAX = 131_072;
/** A client that still sends gets its answer when it has sent this much: one that is cut off sooner often reads none. */
const BODY_BYTES_DRAINED_MAX = 8_388_608;
const HEADER_BYTES_MAX = 16_384;
/** The time a request may take to arrive: a connection that never finishes its sentence is not kept for ever. */
const REQUEST_MS_MAX = 30_000;
/** A test tool on one machine has no use for more, and file descriptors are bounded. */
const CONNECTIONS_MAX = 512;
/** `new Request` refuses these (Fetch Standard, forbidden methods). */
const FORBIDDEN_METHODS: readonly string[] = ['CONNECT', 'TRACE', 'TRACK'];

export interface ServeOptions {
  /** The name under which the handler sees itself in `request.url`: `ocsp-sign.jlis.test`. */
  readonly host: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** The time that answers carry in their Date field; without it they carry none. */
  readonly now?: () => Date;
}

export interface LoopbackServer {
  /** `http://127.0.0.1:<port>`, without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /** Ends all connections, also those that are kept alive or in the middle of a request. */
  close(): Promise<void>;
}

/** The path and query that were asked for; undefined when there is none to be had. */
function targetOf(request: IncomingMessage): string | undefined {
  const target = request.url ?? '';
  if (target.startsWith('/')) return target;
  // RFC 9112 3.2.2: a server accepts the absolute form too. Which host it names is not looked at.
  if (!URL.canParse(target)) return undefined;
  const { pathname, search } = new URL(target);
  return pathname.startsWith('/') ? pathname + search : undefined;
}

/** The body, or undefined when it is larger than anything that is kept. */
async function bodyOf(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size <= BODY_BYTES_KEPT_MAX) chunks.push(chunk);
    if (size > BODY_BYTES_DRAINED_MAX) break;
  }
  return size <= BODY_BYTES_KEPT_MAX ? Buffer.concat(chunks) : undefined;
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Response,
  now?: () => Date,
): Promise<void> {
  const body = new Uint8Array(await answer.arrayBuffer());
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  if (answer.status !== 204 && answer.status !== 304) response.setHeader('content-length', body.length);
  response.sendDate = false;
  if (now) response.setHeader('date', now().toUTCString());
  response.statusCode = answer.status;
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function answerTo(
  request: IncomingMessage,
  origin: string,
  handler: Handler,
): Promise<{ answer: Response; last?: boolean }> {
  const method = request.method ?? 'GET';
  const target = targetOf(request);
  const refuse = (code: ProblemCode, detail?: string) => ({
    answer: problemResponse(code, detail),
    last: true,
  });
  if (FORBIDDEN_METHODS.includes(method)) return refuse('method-not-allowed');
  if (target === undefined || !URL.canParse(origin + target))
    return refuse('request-malformed', 'the request target is not a path');
  const body = await bodyOf(request);
  if (body === undefined) return refuse('request-too-large');
  const type = request.headers['content-type'];
  return {
    answer: await handler(
      new Request(origin + target, {
        method,
        ...(type !== undefined && { headers: { 'content-type': type } }),
        ...(method !== 'GET' && method !== 'HEAD' && { body: new Uint8Array(body) }),
      }),
    ),
  };
}

/** What could not be read as HTTP is told so, as a problem document, on a connection that then ends. */
async function refuseNonsense(error: NodeJS.ErrnoException, socket: Duplex): Promise<void> {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [code, detail]: [ProblemCode, string] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? ['request-too-large', `header fields larger than ${HEADER_BYTES_MAX} bytes`]
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? ['request-malformed', `the request did not arrive within ${REQUEST_MS_MAX / 1000} s`]
        : ['request-malformed', 'not HTTP/1.1'];
  const answer = problemResponse(code, detail);
  const body = await answer.text();
  const head = [
    `HTTP/1.1 ${answer.status} ${code}`,
    `content-type: ${answer.headers.get('content-type')}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  // Only now the handler of this event has returned, and the socket may be gone.
  if (socket.writable) socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(
        new UsageError('ERR_PORT', `cannot listen on ${LOOPBACK}:${port} (${cause.code ?? cause.message})`, {
          hint: 'Choose other ports, or leave the choice to the system.',
          cause,
        }),
      );
    });
    server.listen(port, LOOPBACK, () => resolve((server.address() as AddressInfo).port));
  });
}

/**
 * Serves `handler` on 127.0.0.1. A handler that throws is a host that cannot be reached: the connection ends without an
 * answer. UsageError ERR_PORT if the port cannot be had.
 */
export async function serveOnLoopback(
  handler: Handler,
  { host, port = 0, now }: ServeOptions,
): Promise<LoopbackServer> {
  const origin = `http://${host}`;
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const { answer, last } = await answerTo(request, origin, handler);
      if (last) response.setHeader('connection', 'close');
      await send(request, response, answer, now);
    } catch {
      request.socket.destroy();
    }
  };
  const server = createServer(
    {
      maxHeaderSize: HEADER_BYTES_MAX,
      requestTimeout: REQUEST_MS_MAX,
      headersTimeout: REQUEST_MS_MAX,
      connectionsCheckingInterval: 5_000,
    },
    (request, response) => void serve(request, response),
  );
  server.maxConnections = CONNECTIONS_MAX;
  // RFC 9110 10.1.1: a client that asks first is told before it sends what nobody wants.
  server.on('checkContinue', (request, response) => {
    if (!(Number(request.headers['content-length'] ?? 0) > BODY_BYTES_KEPT_MAX)) response.writeContinue();
    else {
      response.setHeader('connection', 'close');
      void send(request, response, problemResponse('request-too-large'), now);
      return;
    }
    void serve(request, response);
  });
  server.on('clientError', (error, socket) => void refuseNonsense(error, socket));
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  });
  const own = await listen(server, port);
  server.on('error', () => {}); // A refused accept (too many open files) must not end the process.
  let closed: Promise<void> | undefined;
  return {
    url: `http://${LOOPBACK}:${own}`,
    port: own,
    close() {
      closed ??= new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      });
      return closed;
    },
  };
}

/** A host of a world as others reach it: through its network, so that faults work and the recorder sees it. */
export function throughNetwork({ network }: World): Handler {
  const fetch = network.fetchAs('iut');
  return async (request) =>
    fetch(request.url, {
      method: request.method,
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      body: new Uint8Array(await request.arrayBuffer()),
    });
}
