/**
 * A world on loopback: the same functions from Request to Response, behind real sockets, for those who live in another
 * process.
 *
 * Whatever arrives is answered in HTTP or the connection ends; nothing that a client sends ends the process.
 */
import { constants } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket, type TlsOptions } from 'node:tls';
import { UsageError } from '../errors.ts';
import { type Der, toPem } from '../pki/index.ts';
import { type ProblemCode, problemResponse } from '../profile/index.ts';
import {
  bytesInHand,
  CLIENT_CERT_FIELD,
  clientCertField,
  clientCertificateOf,
  type Handler,
  tellingHeaders,
  type World,
  withoutClientCert,
} from '../world/index.ts';
import { requestInHand } from './request-in-hand.ts';
import type { TlsIdentity } from './tls.ts';

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
  /** Serve HTTPS. Absent: HTTP. */
  readonly tls?: ServeTls;
}

export interface ServeTls {
  readonly identity: TlsIdentity;
  /**
   * Root of the client certificates that are asked for; absent: none is. A client that has none, or one that this root did
   * not issue, or that is out of its validity by the machine's clock, comes through all the same, as nobody: whom to
   * refuse is the handler's to say.
   */
  readonly clientRoot?: Der;
}

export interface LoopbackServer {
  /** `http://127.0.0.1:<port>` (or `https:`), without a slash at its end. */
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

/** The body, or undefined when it is larger than anything that is kept. Fails when the client breaks off. */
function bodyOf(request: IncomingMessage): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    const finish = (): void => resolve(size <= BODY_BYTES_KEPT_MAX ? Buffer.concat(chunks) : undefined);
    request.on('data', (chunk: Uint8Array) => {
      size += chunk.length;
      if (size <= BODY_BYTES_KEPT_MAX) chunks.push(chunk);
      if (size > BODY_BYTES_DRAINED_MAX) finish();
    });
    request.on('end', finish);
    request.on('error', reject); // a client that breaks off is an error too
  });
}

/** What came of a body, and whether it broke off. */
async function readBody(answer: Response): Promise<{ bytes: Uint8Array; broken: boolean }> {
  const inHand = bytesInHand(answer);
  if (inHand) return { bytes: inHand, broken: false };
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of answer.body ?? []) chunks.push(chunk);
    return { bytes: Buffer.concat(chunks), broken: false };
  } catch {
    return { bytes: Buffer.concat(chunks), broken: true };
  }
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Response,
  now?: () => Date,
): Promise<void> {
  const { bytes, broken } = await readBody(answer);
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  // The length of a body that breaks off is the one that was announced.
  if (answer.status !== 204 && answer.status !== 304 && !broken)
    response.setHeader('content-length', bytes.length);
  response.sendDate = false;
  if (now) response.setHeader('date', now().toUTCString());
  response.statusCode = answer.status;
  if (broken) {
    response.flushHeaders();
    response.write(bytes);
    request.socket.destroySoon(); // once that is written
  } else response.end(request.method === 'HEAD' ? undefined : bytes);
}

/** Whom the TLS connection proves the client to be; undefined without TLS, without a certificate, or with a bad one. */
function provenClient({ socket }: IncomingMessage): Der | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  const { raw } = socket.getPeerCertificate();
  return raw && new Uint8Array(raw);
}

/** Aborted when the client is gone before it has its answer: nobody then waits for a slow one. */
function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  const look = (): void => {
    if (response.closed && !response.writableFinished) gone.abort();
  };
  look();
  response.once('close', look);
  return gone.signal;
}

async function answerTo(
  request: IncomingMessage,
  origin: string,
  handler: Handler,
  signal: () => AbortSignal,
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
  const client = provenClient(request);
  const headers = {
    ...withoutClientCert(tellingHeaders(request.headers)),
    ...(type !== undefined && { 'content-type': type }),
    ...(client && { [CLIENT_CERT_FIELD]: clientCertField(client) }),
  };
  return { answer: await handler(requestInHand(origin + target, { method, headers, body, signal })) };
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

const tlsSettings = ({ identity: { certificate, privateKey }, clientRoot }: ServeTls): TlsOptions => ({
  cert: toPem('CERTIFICATE', certificate),
  key: toPem('PRIVATE KEY', privateKey),
  minVersion: 'TLSv1.2',
  handshakeTimeout: REQUEST_MS_MAX,
  // A session taken up again would not show its certificate anew.
  secureOptions: constants.SSL_OP_NO_TICKET,
  ...(clientRoot && { ca: toPem('CERTIFICATE', clientRoot), requestCert: true, rejectUnauthorized: false }),
});

/**
 * Serves `handler` on 127.0.0.1. A handler that throws is a host that cannot be reached: the connection ends without an
 * answer. UsageError ERR_PORT if the port cannot be had.
 */
export async function serveOnLoopback(
  handler: Handler,
  { host, port = 0, now, tls }: ServeOptions,
): Promise<LoopbackServer> {
  const scheme = tls ? 'https' : 'http';
  const origin = `${scheme}://${host}`;
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const { answer, last } = await answerTo(request, origin, handler, () => goneSignal(response));
      if (last) response.setHeader('connection', 'close');
      await send(request, response, answer, now);
    } catch {
      request.socket.destroy();
    }
  };
  const limits = {
    maxHeaderSize: HEADER_BYTES_MAX,
    requestTimeout: REQUEST_MS_MAX,
    headersTimeout: REQUEST_MS_MAX,
    connectionsCheckingInterval: 5_000,
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void =>
    void serve(request, response);
  const server = tls
    ? createTlsServer({ ...limits, ...tlsSettings(tls) }, listener)
    : createServer(limits, listener);
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
    url: `${scheme}://${LOOPBACK}:${own}`,
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

/**
 * The hosts of a world as others reach them: through its network, so that faults work and the recorder sees it. A client
 * certificate that the server vouches for goes with the request.
 */
export function throughNetwork({ network }: World): Handler {
  return async (request) =>
    network.fetchAs('iut', { clientCertificate: clientCertificateOf(request) })(request.url, {
      method: request.method,
      headers: Object.fromEntries(request.headers),
      body: new Uint8Array(await request.arrayBuffer()),
      signal: request.signal,
    });
}
