import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fetch } from '../../simulator/world/index.ts';
import { createGateway, type Gateway } from './gateway.ts';

const EVERY_BYTE = Uint8Array.from({ length: 256 }, (_, i) => i);

let gateway: Gateway;
let asked: { url: string; method: string; type: string | undefined; body: Uint8Array }[];
beforeEach(() => {
  gateway = createGateway();
  asked = [];
});
afterEach(() => gateway.close());

const rigWith = (answer: Fetch, hosts: readonly string[] = []): Parameters<Gateway['open']>[0] => ({
  hosts,
  fetch: (url, init = {}) => {
    asked.push({
      url,
      method: init.method ?? 'GET',
      type: init.headers?.['content-type'],
      body: new Uint8Array(Buffer.from(init.body ?? '')),
    });
    return answer(url, init);
  },
});
const good: Fetch = async () => new Response('good');
const addressOf = async (url: string): Promise<string> => (await gateway.toAddresses(url)) as string;

/** One request by node:http, whatever headers and target it has. */
function ask(
  url: string,
  options: { method?: string; headers?: Record<string, string>; agent?: Agent; path?: string } = {},
  body?: Uint8Array,
): Promise<{ message: IncomingMessage; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (message) => {
      const parts: Buffer[] = [];
      message.on('data', (part: Buffer) => parts.push(part));
      message.on('error', reject);
      message.on('end', () => resolve({ message, body: Buffer.concat(parts) }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('bytes', () => {
  test('all 256 values, there and back, under a type of their own', async () => {
    gateway.open(
      rigWith(
        async () =>
          new Response(EVERY_BYTE.toReversed(), {
            status: 418,
            headers: { 'content-type': 'application/ocsp-response' },
          }),
      ),
    );
    const { message, body } = await ask(
      await addressOf('http://ocsp.jlis.test/a/../%2e?q=%41#'),
      { method: 'POST', headers: { 'content-type': 'application/ocsp-request' } },
      EVERY_BYTE,
    );
    expect(message.statusCode).toBe(418);
    expect(message.headers['content-type']).toBe('application/ocsp-response');
    expect(new Uint8Array(body)).toEqual(EVERY_BYTE.toReversed());
    expect(asked).toEqual([
      {
        url: expect.stringMatching(/^http:\/\/ocsp\.jlis\.test\//),
        method: 'POST',
        type: 'application/ocsp-request',
        body: EVERY_BYTE,
      },
    ]);
  });

  test('the path arrives as it was written, and no type is invented', async () => {
    gateway.open(rigWith(good));
    await ask(await addressOf('http://ca.test'), { path: '/a/../%2e//b?q=%41&' });
    expect(asked).toEqual([
      {
        url: 'http://ca.test/a/../%2e//b?q=%41&',
        method: 'GET',
        type: undefined,
        body: new Uint8Array(0),
      },
    ]);
  });

  test('HEAD, 204 and 304 have no body', async () => {
    gateway.open(
      rigWith(async (url) => new Response(null, { status: Number(new URL(url).pathname.slice(1)) })),
    );
    const base = await addressOf('http://ca.test');
    for (const status of [204, 304])
      expect(await ask(`${base}/${status}`)).toMatchObject({
        message: { statusCode: status },
        body: Buffer.alloc(0),
      });
    expect((await ask(`${base}/200`, { method: 'HEAD' })).body.length).toBe(0);
  });

  test('a body beyond the bound loses its connection and reaches nobody', async () => {
    gateway.open(rigWith(good));
    const address = await addressOf('http://ca.test');
    await expect(ask(address, { method: 'POST' }, new Uint8Array(1_000_000))).rejects.toThrow();
    expect(asked).toEqual([]);
  });
});

describe('hosts', () => {
  test('each name has a port, made when it is first needed; the port stays over cases', async () => {
    gateway.open(rigWith(good));
    const ca = await addressOf('http://ca.test');
    expect(ca).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await addressOf('http://CA.test/x')).toBe(`${ca}/x`);
    expect(await addressOf('http://bank.test')).not.toBe(ca);
    gateway.shut();
    gateway.open(rigWith(async () => new Response('second case')));
    expect(await addressOf('http://ca.test')).toBe(ca);
    expect((await ask(ca)).body.toString()).toBe('second case');
  });

  test('hosts of the case are looked up when a URL comes, so one that appears later counts', async () => {
    const hosts: string[] = [];
    gateway.open(rigWith(good, hosts));
    expect(await addressOf('http://phone/')).toBe('http://phone/');
    hosts.push('phone');
    expect(await addressOf('http://phone/')).toMatch(/^http:\/\/127/);
  });

  test('a name without end of names does not open ports without end', async () => {
    gateway.open(rigWith(good));
    const many = Array.from({ length: 100 }, (_, i) => `http://h${i}.test`);
    await expect(gateway.toAddresses(many)).rejects.toThrow('more than 64 hosts');
  });

  test('texts with addresses become texts with names; other addresses stay', async () => {
    gateway.open(rigWith(good));
    const address = await addressOf('http://ca.test/p');
    const told = {
      a: [`${address}?q`, 'http://127.0.0.1:1/'],
      b: `lost ${address.slice(7)} twice ${address}`,
    };
    expect(gateway.toNames(told)).toEqual({
      a: ['http://ca.test/p?q', 'http://127.0.0.1:1/'],
      b: 'lost ca.test/p twice http://ca.test/p',
    });
  });

  test('any port is a proxy for every name, so that URLs inside certificates can be followed', async () => {
    gateway.open(rigWith(good));
    await ask(await addressOf('http://ca.test'), { path: 'http://crl.jlis.test/list.crl' });
    expect(asked[0]?.url).toBe('http://crl.jlis.test/list.crl');
  });
});

describe('connections', () => {
  test('a host that cannot be reached is a lost connection, never an answer', async () => {
    gateway.open(rigWith(() => Promise.reject(new TypeError('fetch failed'))));
    await expect(ask(await addressOf('http://ca.test'))).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test('between cases nothing is answered, and a request in hand is dropped', async () => {
    gateway.open(rigWith(() => new Promise<Response>(() => {})));
    const address = await addressOf('http://ca.test');
    const waiting = ask(address);
    waiting.catch(() => {});
    await expect.poll(() => asked.length).toBe(1);
    gateway.shut();
    await expect(waiting).rejects.toMatchObject({ code: 'ECONNRESET' });
    await expect(ask(address)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(asked.length).toBe(1);
  });

  test('a client that keeps its connections, and one that says nothing, do not hold up closing', async () => {
    gateway.open(rigWith(good));
    const address = await addressOf('http://ca.test');
    const agent = new Agent({ keepAlive: true });
    for (let i = 0; i < 3; i++) {
      const { message, body } = await ask(address, { agent });
      expect(body.toString()).toBe('good');
      expect(message.headers.connection).toBe('close'); // a kept one could end just as the client writes into it
    }
    const silent = connect(Number(new URL(address).port), '127.0.0.1');
    await new Promise((resolve) => silent.once('connect', resolve));
    silent.on('error', () => {});
    const before = performance.now();
    await gateway.close();
    expect(performance.now() - before).toBeLessThan(1_000);
    await expect(ask(address)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    agent.destroy();
    silent.destroy();
  });

  test('many at once are not mixed up', async () => {
    gateway.open(rigWith(async (url) => new Response(url)));
    const urls = Array.from({ length: 60 }, (_, i) => `http://h${i % 7}.test/${i}`);
    const answers = await Promise.all(
      urls.map(async (url) => (await ask(await addressOf(url))).body.toString()),
    );
    expect(answers).toEqual(urls);
  });
});
