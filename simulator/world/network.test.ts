import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Caller, clientCertificateOf, createNetwork, type Seen } from './index.ts';

const setUp = () => {
  const seen: Seen[] = [];
  const network = createNetwork((s) => seen.push(s));
  network.serve(
    'echo.test',
    'ca',
    async (request) =>
      new Response(await request.arrayBuffer(), {
        headers: { 'content-type': request.headers.get('content-type') ?? '' },
      }),
  );
  return { seen, network, fetch: network.fetchAs('library') };
};

test('bytes pass unchanged and are recorded, text as text and the rest as Base64', async () => {
  const { seen, fetch } = setUp();
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  const binary = await fetch('http://echo.test/a', {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: bytes,
  });
  expect(new Uint8Array(await binary.arrayBuffer())).toEqual(bytes);
  await fetch('http://echo.test/b', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"名":1}',
  });
  const base64 = Buffer.from(bytes).toString('base64');
  expect(seen).toMatchObject([
    { from: 'library', to: 'ca', status: 200, request: { base64 }, response: { base64 } },
    { request: { text: '{"名":1}' }, response: { text: '{"名":1}' } },
  ]);
});

test('what is declared as text but is none keeps its bytes', async () => {
  const { seen, fetch } = setUp();
  await fetch('http://echo.test/', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: Uint8Array.of(0xff, 0xfe),
  });
  expect(seen).toMatchObject([{ request: { base64: '//4=' } }]);
});

test('an unknown host, one that is down and one that breaks off fail as fetch does, and are on record', async () => {
  const { seen, network, fetch } = setUp();
  network.serve('broken.test', 'ca', () => {
    throw new Error('inside');
  });
  network.setReachable('echo.test', false);
  for (const host of ['nobody.test', 'echo.test', 'broken.test'])
    await expect(fetch(`http://${host}/`)).rejects.toThrow(TypeError);
  expect(seen.map((s) => (s.kind === 'http' ? s.error : undefined))).toEqual([
    'host unreachable',
    'host unreachable',
    'the host broke off without an answer',
  ]);
  network.setReachable('echo.test', true);
  expect((await fetch('http://echo.test/')).status).toBe(200);
});

test('a tampering changes messages until it is lifted, and every changed message says so', async () => {
  const { seen, network, fetch } = setUp();
  const stop = network.tamper({
    host: 'echo.test',
    says: 'made louder',
    response: (answer) => ({
      ...answer,
      body: Buffer.from(Buffer.from(answer.body).toString().toUpperCase()),
    }),
  });
  const send = async () => (await fetch('http://echo.test/', { method: 'POST', body: 'hello' })).text();
  expect(await send()).toBe('HELLO');
  stop();
  expect(await send()).toBe('hello');
  expect(seen.map((s) => (s.kind === 'http' ? s.tampered : ''))).toEqual(['made louder', undefined]);
});

test('headers that the caller adds are recorded and arrive, names in lower case', async () => {
  const { seen, network, fetch } = setUp();
  network.serve('head.test', 'ca', (request) => new Response(request.headers.get('x-device')));
  const answer = await fetch('http://head.test/', {
    headers: { 'X-Device': 'a1', 'Content-Type': 'text/plain' },
  });
  expect(await answer.text()).toBe('a1');
  expect(seen).toMatchObject([{ headers: { 'x-device': 'a1' } }]);
});

describe('a client certificate', () => {
  const certificate = Uint8Array.from({ length: 300 }, (_, i) => i);

  const tellsWhoCalls = () => {
    const { seen, network } = setUp();
    network.serve('who.test', 'jlis', (request) => {
      const told = clientCertificateOf(request);
      return new Response(told && new Uint8Array(told));
    });
    const ask = async (caller?: Caller, headers: Record<string, string> = {}, scheme = 'https') => {
      const answer = await network.fetchAs('ca', caller)(`${scheme}://who.test/`, { headers });
      return new Uint8Array(await answer.arrayBuffer());
    };
    return { seen, ask };
  };

  test('reaches the handler byte for byte; the record has its digest', async () => {
    const { seen, ask } = tellsWhoCalls();
    expect(await ask({ clientCertificate: certificate })).toEqual(certificate);
    expect(await ask()).toEqual(new Uint8Array());
    expect(await ask({ clientCertificate: certificate }, {}, 'http')).toEqual(new Uint8Array());
    const digest = createHash('sha256').update(certificate).digest('hex');
    expect(seen).toMatchObject([{ from: 'ca', to: 'jlis', clientCertificate: digest }, {}, {}]);
    expect(seen[0]).not.toHaveProperty('headers');
    for (const without of [seen[1], seen[2]]) expect(without).not.toHaveProperty('clientCertificate');
  });

  test('is never what a caller says of itself', async () => {
    const { seen, ask } = tellsWhoCalls();
    const own = Buffer.from('somebody else').toString('base64');
    const claim = { 'Client-Cert': `:${own}:`, 'CLIENT-CERT-CHAIN': `:${own}:` };
    expect(await ask(undefined, claim)).toEqual(new Uint8Array());
    expect(await ask({ clientCertificate: certificate }, claim)).toEqual(certificate);
    expect(seen.map((s) => (s.kind === 'http' ? s.headers : ''))).toEqual([undefined, undefined]);
  });

  test.each(['', ':', '::', 'AAAA', ':AA AA:', ':AAAA:, :AAAA:', '"AAAA"'])(
    '%j is no field value of ours',
    (value) => {
      expect(clientCertificateOf({ headers: new Headers({ 'client-cert': value }) })).toBeUndefined();
    },
  );
});
