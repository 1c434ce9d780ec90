import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createService, jsonResponse, operation } from '../profile/index.ts';
import { createWorld, type Handler, toResponse } from '../world/index.ts';
import { type LoopbackServer, type ServeOptions, serveOnLoopback, throughNetwork } from './servers.ts';

const HOST = 'echo.test';
const echo = createService('Echo (TEST)', [
  operation({
    method: 'POST',
    path: '/echo',
    summary: 'How many bytes came.',
    answers: { 200: { says: 'The number.' } },
    handle: ({ body }) => jsonResponse(body.length),
  }),
]);

const servers: LoopbackServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(handler: Handler = echo, options: Partial<ServeOptions> = {}): Promise<LoopbackServer> {
  const server = await serveOnLoopback(handler, { host: HOST, ...options });
  servers.push(server);
  return server;
}

/** Sends bytes as they are, and reads until the other side ends. */
async function raw({ port }: LoopbackServer, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (more: string) => {
    text += more;
  });
  socket.on('error', () => {});
  socket.write(bytes);
  await once(socket, 'close');
  return text;
}

const codeIn = (text: string): string | undefined => /"code":"([a-z-]+)"/.exec(text)?.[1];
const post = (body: string): string =>
  `POST /echo HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

test('the handler sees the name of its host, the path as it was sent, and the body', async () => {
  const seen: string[] = [];
  const { url } = await serve(async (request) => {
    seen.push(
      `${request.method} ${request.url} ${request.headers.get('content-type')} ${await request.text()}`,
    );
    return new Response(null, { status: 204 });
  });
  const headers = { 'content-type': 'text/x' };
  const { status } = await fetch(`${url}/a%2Fb?c=%20d`, { method: 'PUT', headers, body: 'body' });
  expect(status).toBe(204);
  expect(seen).toEqual([`PUT http://${HOST}/a%2Fb?c=%20d text/x body`]);
});

test('it listens on loopback only, at the port that was asked for', async () => {
  const { port, url } = await serve();
  expect(url).toBe(`http://127.0.0.1:${port}`);
  await expect(serveOnLoopback(echo, { host: HOST, port })).rejects.toMatchObject({ code: 'ERR_PORT' });
  await servers.pop()!.close();
  expect((await serve(echo, { port })).port).toBe(port);
});

test('HEAD has no body; Date is the time of the world, or absent', async () => {
  const now = () => new Date('2026-04-01T00:00:00Z');
  const handler = () => new Response('four');
  const head = await fetch((await serve(handler, { now })).url, { method: 'HEAD' });
  expect(head.headers.get('date')).toBe('Wed, 01 Apr 2026 00:00:00 GMT');
  expect(head.headers.get('content-length')).toBe('4');
  expect(await head.text()).toBe('');
  expect((await fetch((await serve(handler)).url)).headers.get('date')).toBeNull();
});

// Each: what is sent, and the status and code that come back.
const NONSENSE: readonly (readonly [name: string, bytes: string, status: number, code: string])[] = [
  ['no HTTP', 'garbage\r\n\r\n', 400, 'request-malformed'],
  ['TLS', '\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n', 400, 'request-malformed'],
  ['a bad length', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n', 400, 'request-malformed'],
  [
    'two lengths',
    'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
    'request-malformed',
  ],
  ['a target without a path', 'OPTIONS * HTTP/1.1\r\nhost: x\r\n\r\n', 400, 'request-malformed'],
  [
    'a flood of header fields',
    `GET / HTTP/1.1\r\nhost: x\r\n${'a: b\r\n'.repeat(10_000)}`,
    413,
    'request-too-large',
  ],
  ['a method that fetch knows not', 'TRACE / HTTP/1.1\r\nhost: x\r\n\r\n', 405, 'method-not-allowed'],
  ['a body beyond the service', post('x'.repeat(65_537)), 413, 'request-too-large'],
  ['a body beyond what is kept', post('x'.repeat(1_000_000)), 413, 'request-too-large'],
  [
    'the wish to send too much',
    'POST /echo HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999\r\nexpect: 100-continue\r\n\r\n',
    413,
    'request-too-large',
  ],
];

test.each(NONSENSE)('%s is answered, and the next request works', async (_name, bytes, status, code) => {
  const server = await serve();
  const text = await raw(server, bytes);
  expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(codeIn(text)).toBe(code);
  expect(await raw(server, post('12345'))).toMatch(/\r\n\r\n5$/);
});

test('the largest body that the service takes arrives whole; so does one that was asked about first', async () => {
  const server = await serve();
  const body = 'x'.repeat(65_536);
  expect(await raw(server, post(body))).toMatch(/\r\n\r\n65536$/);
  const asking = post(body).replace('host: x', 'host: x\r\nexpect: 100-continue');
  expect(await raw(server, asking)).toMatch(/^HTTP\/1\.1 100 Continue\r\n[\s\S]*\r\n\r\n65536$/);
});

test('the absolute form of a target is accepted', async () => {
  const server = await serve();
  const text = await raw(server, post('123').replace('/echo', 'http://elsewhere.test/echo'));
  expect(text).toMatch(/\r\n\r\n3$/);
});

test('closing waits for nobody: kept-alive, silent and half-sent connections end', async () => {
  const server = await serve(() => new Promise(() => {})); // never answers
  const sockets = [
    '',
    'GET /',
    'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n1',
    'GET / HTTP/1.1\r\nhost: x\r\n\r\n',
  ];
  const ends = await Promise.all(
    sockets.map(async (bytes) => {
      const socket = connect(server.port, '127.0.0.1');
      socket.on('error', () => {});
      await once(socket, 'connect');
      socket.write(bytes);
      return { closed: new Promise((resolve) => socket.once('close', resolve)) };
    }),
  );
  await Promise.all([server.close(), server.close()]);
  await Promise.all(ends.map(({ closed }) => closed));
});

test('a host that is off the network ends connections without an answer, and is back afterwards', async () => {
  const world = createWorld({ seed: 1 });
  world.network.serve(HOST, 'ca', echo);
  const server = await serve(throughNetwork(world));
  world.network.setReachable(HOST, false);
  expect(await raw(server, post('1'))).toBe('');
  world.network.setReachable(HOST, true);
  expect(await raw(server, post('12'))).toMatch(/\r\n\r\n2$/);
  expect(world.recorder.observations).toMatchObject([
    { kind: 'http', from: 'iut', method: 'POST', url: `http://${HOST}/echo`, error: 'host unreachable' },
    { kind: 'http', from: 'iut', method: 'POST', url: `http://${HOST}/echo`, status: 200 },
  ]);
});

test('header fields that tell something pass both ways; those of connections and clients by themselves do not', async () => {
  const asked: Record<string, string>[] = [];
  const server = await serve((request) => {
    asked.push(Object.fromEntries(request.headers));
    return new Response('x', { headers: { etag: '"1"', 'cache-control': 'max-age=5' } });
  });
  const answer = await fetch(server.url, { headers: { 'X-Device': 'a', 'Client-Cert': ':AAAA:' } });
  expect(asked).toEqual([{ 'x-device': 'a' }]);
  expect(answer.headers.get('etag')).toBe('"1"');
  expect(answer.headers.get('cache-control')).toBe('max-age=5');
});

test('a body that breaks off ends the connection inside the body', async () => {
  const broken = () =>
    toResponse({
      status: 200,
      type: 'text/plain',
      headers: {},
      body: Buffer.from('four'),
      announcedBytes: 9,
    });
  const server = await serve(broken);
  const text = await raw(server, 'GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*content-length: 9\r\n[\s\S]*\r\n\r\nfour$/);
  const fetched = await fetch(server.url);
  expect(fetched.status).toBe(200);
  await expect(fetched.text()).rejects.toThrow(TypeError);
});

test('a client that goes away is told of to the handler', async () => {
  const { promise: gone, resolve } = Promise.withResolvers<void>();
  const { promise: came, resolve: come } = Promise.withResolvers<void>();
  const server = await serve(({ signal }) => {
    signal.addEventListener('abort', () => resolve());
    come();
    return new Promise(() => {});
  });
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  await came;
  socket.destroy();
  await gone;
});
