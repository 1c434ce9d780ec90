/** HTTP and WebSocket carry the same contract: the reference through each is the reference in this process. */
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { Json, Observation } from '../../simulator/world/index.ts';
import { CASES } from '../cases/index.ts';
import { runCase } from '../runner/run-case.ts';
import { judgeCase } from '../verdict/judge.ts';
import { ROLES } from '../verdict/types.ts';
import { IutBroke } from './connector.ts';
import { httpConnector } from './http.ts';
import { inProcess } from './in-process.ts';
import { listenOnLoopback } from './loopback.ts';
import { resolveFactory } from './reference/resolve-factory.ts';
import type { RemoteConnector } from './remote.ts';
import { stdioConnector } from './stdio.ts';
import { fakeRig, RESET } from './testing/inline-iut.ts';
import { listeningConnector, webSocketConnector } from './web-socket.ts';

const MAIN = join(import.meta.dirname, 'reference', 'main.ts');
const program = (...args: string[]) => ({ command: [process.execPath, MAIN, ...args] });

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const held = await listenOnLoopback(async () => ({ status: 404, type: '', body: new Uint8Array() }));
  await held.close();
  return held.port;
}

const CONNECTORS: Readonly<Record<string, (...args: string[]) => Promise<RemoteConnector>>> = {
  http: async (...args) => {
    const port = await freePort();
    return httpConnector({
      url: `http://127.0.0.1:${port}/rpc`,
      program: program('--http', String(port), ...args),
    });
  },
  'websocket, dialled': async (...args) => {
    const port = await freePort();
    return webSocketConnector({
      url: `ws://127.0.0.1:${port}/`,
      program: program('--web-socket', String(port), ...args),
    });
  },
  stdio: async (...args) => stdioConnector(program(...args)),
  'websocket, dials': async (...args) =>
    listeningConnector({ token: 'a token', program: program('--dial', ...args) }),
};

// One of each role, with calls back, HTTP both ways and a clock that moves.
const IDS = ['TC-CARD-001', 'TC-LIB-001', 'TC-LIB-003', 'TC-CA-001', 'TC-RP-001', 'TC-RP-004'];
const some = CASES.filter(({ id }) => IDS.includes(id));

const textOf = (seen: readonly Observation[]): readonly string[] => seen.map((o) => JSON.stringify(o));

describe.each(Object.entries(CONNECTORS))('the reference over %s', (_, open) => {
  let connector: RemoteConnector;
  afterAll(() => connector.close());

  test('says the same hello', async () => {
    connector = await open();
    const own = inProcess((await resolveFactory('reference'))!);
    expect(await connector.call('hello', { contract: 1 })).toEqual(await own.call('hello', { contract: 1 }));
  });

  test.each(some)('$id, role $role: what is seen is equal', async (testCase) => {
    const own = inProcess((await resolveFactory('reference'))!);
    const options = { seed: '1', controlledClock: true };
    const seen = await runCase(testCase, { connector, ...options });
    expect(textOf(seen)).toEqual(textOf(await runCase(testCase, { connector: own, ...options })));
  });
});

describe.each(Object.entries(CONNECTORS))('those that do nothing, over %s', (_, open) => {
  test.each(['null:always-yes', 'null:unimplemented'])(
    '%s passes nothing, and every case runs',
    async (id) => {
      const connector = await open('--iut', id);
      try {
        for (const role of ROLES)
          for (const testCase of CASES.filter((c) => c.role === role).slice(0, 3)) {
            const seen = await runCase(testCase, { connector, seed: '1', controlledClock: true });
            expect(seen.some((o) => o.kind === 'phase' && o.phase === 'end')).toBe(true);
            expect(seen.filter((o) => o.kind === 'rig-error')).toEqual([]);
            expect(judgeCase(testCase, seen)).not.toMatchObject({ verdict: 'pass' });
          }
      } finally {
        await connector.close();
      }
    },
  );
});

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});
const closing = <T extends { close(): Promise<unknown> }>(thing: T): T => {
  closers.push(() => thing.close());
  return thing;
};
const broke = (work: Promise<unknown>): Promise<IutBroke> =>
  work.then(
    (result) => expect.fail(`it went well: ${JSON.stringify(result)}`),
    (error: unknown) => {
      expect(error).toBeInstanceOf(IutBroke);
      return error as IutBroke;
    },
  );

describe('http, what an IUT can do wrong', () => {
  const HELLO = { contract: 1, name: 'x', version: '1', roles: ['library'], clock: 'own' };
  type Asked = { id: number | string; method: string; params: Record<string, Json> };
  type Sent = { status?: number; body: string | Uint8Array };

  /** In a case, at a server that answers `hello` and `reset` well, and any other call as `act` says. */
  async function inCase(act: (asked: Asked, callback: string) => Promise<Sent> | Sent, rig = fakeRig()) {
    let callback = '';
    const server = closing(
      await listenOnLoopback(async ({ body }) => {
        const asked = JSON.parse(Buffer.from(body).toString()) as Asked;
        if (asked.method === 'hello') callback = String(asked.params.callback);
        const good = asked.method === 'hello' ? HELLO : asked.method === 'reset' ? {} : undefined;
        const sent = good
          ? { body: JSON.stringify({ jsonrpc: '2.0', id: asked.id, result: good }) }
          : await act(asked, callback);
        return { status: 200, type: 'application/json', ...sent, body: Buffer.from(sent.body) };
      }),
    );
    const connector = closing(httpConnector({ url: `http://127.0.0.1:${server.port}/` }));
    await connector.attach(rig);
    await connector.call('reset', RESET);
    return connector;
  }
  const enrol = (connector: RemoteConnector): Promise<Json> => connector.call('library.enrol', {});

  test.each<[string, (asked: Asked) => Sent, string, string]>([
    ['no JSON', () => ({ body: 'oops' }), 'garbage', 'not JSON: "oops"'],
    ['not UTF-8', () => ({ body: Uint8Array.of(0x22, 0xff, 0x22) }), 'garbage', 'not UTF-8'],
    ['HTTP 500', () => ({ status: 500, body: 'oops' }), 'garbage', 'library.enrol with HTTP 500'],
    [
      'an answer to another call',
      () => ({ body: '{"jsonrpc":"2.0","id":1,"result":{}}' }),
      'garbage',
      'under another id',
    ],
  ])('%s', async (_, act, how, says) => {
    expect(await broke(enrol(await inCase(act)))).toMatchObject({
      how,
      message: expect.stringContaining(says),
    });
  });

  test('hanging up is a crash, and the next case may go well', async () => {
    let times = 0;
    const connector = await inCase(({ id }) => {
      times += 1;
      if (times === 1) throw new Error('hang up');
      return { body: JSON.stringify({ jsonrpc: '2.0', id, result: 'well' }) };
    });
    expect(await broke(enrol(connector))).toMatchObject({ how: 'crash' });
    await connector.detach();
    await connector.attach(fakeRig());
    await connector.call('reset', RESET);
    expect(await enrol(connector)).toBe('well');
  });

  test('its calls reach the rig by the callback, in the case and not after it', async () => {
    const rig = fakeRig({ call: async () => ({ atr: '3B00' }) });
    const ask = (url: string, body: object): Promise<Response> =>
      fetch(url, { method: 'POST', body: JSON.stringify({ jsonrpc: '2.0', ...body }) });
    let url = '';
    const connector = await inCase(async ({ id }, callback) => {
      url = callback;
      const { result } = (await (await ask(url, { id: 'c', method: 'card.connect', params: {} })).json()) as {
        result: Json;
      };
      return { body: JSON.stringify({ jsonrpc: '2.0', id, result }) };
    }, rig);
    expect(await enrol(connector)).toEqual({ atr: '3B00' });
    await connector.detach();
    const late = await ask(url, { id: 'd', method: 'card.connect', params: {} });
    expect(await late.json()).toMatchObject({ error: { code: -32600 } });
    expect(rig.calls).toHaveLength(1);
    expect((await fetch(url.replace(/\/[^/]*$/, '/guess'), { method: 'POST', body: '{}' })).status).toBe(404);
  });

  test('nobody there', async () => {
    const connector = closing(httpConnector({ url: `http://127.0.0.1:${await freePort()}/` }));
    expect(await broke(connector.call('hello', {}))).toMatchObject({
      how: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });
});

describe('websocket, who dials in', () => {
  test('a wrong token, none, and another path are turned away and told', async () => {
    const connector = closing(listeningConnector({ token: 'right', helloLimitMs: 300 }));
    const url = await connector.url;
    const statuses: unknown[] = [];
    for (const [at, headers] of [
      [url, { authorization: 'Bearer wrong' }],
      [url, {}],
      [`${url}/elsewhere?token=right`, {}],
    ] as const) {
      const { WebSocket } = await import('ws');
      const socket = new WebSocket(at, { headers });
      statuses.push(
        await new Promise((resolve) => socket.once('error', (error: Error) => resolve(error.message))),
      );
    }
    expect(statuses).toEqual([403, 401, 404].map((status) => `Unexpected server response: ${status}`));
    expect(connector.turnedAway).toEqual([
      'showed a wrong token',
      'showed no token',
      'asked for /iut/elsewhere, not /iut',
    ]);
    expect(await broke(connector.call('hello', {}))).toMatchObject({ how: 'timeout' });
  });

  test('one that hangs up in a call has crashed; when it dials again the next case goes well', async () => {
    const connector = closing(listeningConnector({ token: 't', helloLimitMs: 5_000 }));
    const { WebSocket } = await import('ws');
    let times = 0;
    const phone = async (): Promise<void> => {
      const socket = new WebSocket(`${await connector.url}?token=t`);
      socket.on('error', () => {});
      socket.on('message', (data: Buffer) => {
        const { id, method } = JSON.parse(data.toString()) as { id: number; method: string };
        if (method === 'library.enrol' && ++times === 1) {
          socket.close(1001, 'battery');
          void phone();
        } else socket.send(JSON.stringify({ jsonrpc: '2.0', id, result: method }));
      });
    };
    void phone();
    await connector.attach(fakeRig());
    await connector.call('reset', RESET);
    expect((await broke(connector.call('library.enrol', {}))).message).toMatch(
      /closed the WebSocket \(1001, battery\) during library.enrol/,
    );
    await connector.detach();
    await connector.attach(fakeRig());
    await connector.call('reset', RESET);
    expect(await connector.call('library.enrol', {})).toBe('library.enrol');
  });
});
