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

describe('a doorkeeper', () => {
  test('asks the host, or another handler, with the same request or another, and says what was changed', async () => {
    const { seen, network, fetch } = setUp();
    network.guard('echo.test', async ({ request, ask }) => {
      const answers = [
        await ask(),
        await ask({ request: { ...request, body: Buffer.from('other') } }),
        await ask({ handler: () => new Response('instead', { headers: { etag: '"1"' } }) }),
      ];
      const body = Buffer.concat(answers.map((answer) => answer.body));
      return { answer: { ...answers[2]!, body }, says: ['asked thrice'] };
    });
    const answer = await fetch('http://echo.test/', { method: 'POST', body: 'own' });
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(await answer.text()).toBe('ownotherinstead');
    expect(seen).toMatchObject([{ tampered: 'asked thrice', responseHeaders: { etag: '"1"' } }]);
  });

  test('may end the connection without an answer, or inside the body', async () => {
    const { seen, network, fetch } = setUp();
    let bytes: number | undefined;
    network.guard('echo.test', async ({ ask }) => {
      if (bytes === undefined) return { answer: undefined, says: ['down'] };
      const whole = await ask();
      const announcedBytes = whole.body.length;
      return { answer: { ...whole, body: whole.body.subarray(0, bytes), announcedBytes }, says: ['cut'] };
    });
    const send = () => fetch('http://echo.test/', { method: 'POST', body: '0123456789' });
    await expect(send()).rejects.toThrow('the connection ended without an answer');
    for (bytes of [0, 3]) {
      const answer = await send();
      expect(answer.headers.get('content-length')).toBe('10');
      const reader = answer.body!.getReader();
      if (bytes > 0) expect((await reader.read()).value).toEqual(new Uint8Array(Buffer.from('012')));
      await expect(reader.read()).rejects.toThrow('terminated');
      await expect((await send()).text()).rejects.toThrow(TypeError);
    }
    expect(seen[0]).toMatchObject({ error: 'the connection ended without an answer', tampered: 'down' });
    expect(seen.at(-1)).toMatchObject({ error: 'the connection ended after 3 of 10 bytes', tampered: 'cut' });
  });

  test('keeps nobody waiting who has given up', async () => {
    const { seen, network, fetch } = setUp();
    network.guard('echo.test', () => new Promise(() => {}));
    const waiting = new AbortController();
    const answer = fetch('http://echo.test/', { signal: waiting.signal });
    waiting.abort(new Error('enough'));
    await expect(answer).rejects.toThrow('enough');
    await expect(fetch('http://echo.test/', { signal: waiting.signal })).rejects.toThrow('enough');
    expect(seen).toMatchObject([
      { error: 'the caller no longer waited' },
      { error: 'the caller no longer waited' },
    ]);
  });
});
