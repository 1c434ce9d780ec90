/** The ways in which the reference speaks the contract: the IUT's end of what the connectors are the rig's end of. */
import { once } from 'node:events';
import { WebSocket, WebSocketServer } from 'ws';
import type { Json } from '../../../simulator/world/index.ts';
import { type JsonRpcOptions, type JsonRpcPeer, jsonRpcPeer, type ReceivingPeer } from '../json-rpc.ts';
import { LINE_BYTES_MAX, linePeer } from '../line-peer.ts';
import { listenOnLoopback } from '../loopback.ts';

export type Caller = Pick<JsonRpcPeer, 'call'>;
/** Opens the way and gives what calls the rig. */
export type Wire = (options: Omit<JsonRpcOptions, 'send'>) => Promise<Caller>;

export const overStdio: Wire = async (options) =>
  linePeer({ ...options, input: process.stdin, output: process.stdout });

/** Calls of the rig are requests to us; our calls are requests to the URL that `hello` named. */
export const overHttp =
  (port: number): Wire =>
  async (options) => {
    const responses = new Map<unknown, (answer: string) => void>();
    let callback = '';
    const peer: ReceivingPeer = jsonRpcPeer({
      ...options,
      onCall(method, params) {
        if (method === 'hello') callback = (params as { callback?: string }).callback ?? '';
        return options.onCall(method, params);
      },
      send(message) {
        const { id, method } = JSON.parse(message) as { id: unknown; method?: string };
        if (method === undefined) responses.get(id)?.(message);
        else
          fetch(callback, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: message,
          }).then(
            async (response) => {
              if (response.ok) peer.receive(await response.text());
            },
            () => {}, // the rig is gone: so is whoever waits
          );
      },
    });
    await listenOnLoopback(
      async ({ body }) => {
        const text = Buffer.from(body).toString('utf8');
        const { id } = JSON.parse(text) as { id: unknown };
        const answer = new Promise<string>((resolve) => responses.set(id, resolve));
        peer.receive(text);
        const json = Buffer.from(await answer);
        responses.delete(id);
        return { status: 200, type: 'application/json', body: json };
      },
      { port },
    );
    return peer;
  };

/** The rig may dial again: calls go to whoever dialled last. */
export const overWebSocket =
  (port: number): Wire =>
  async (options) => {
    const server = new WebSocketServer({ host: '127.0.0.1', port, maxPayload: LINE_BYTES_MAX });
    await once(server, 'listening');
    let latest: Caller | undefined;
    server.on('connection', (socket) => {
      latest = onSocket(socket, { ...options, onBroken: () => socket.close() });
    });
    return {
      call: (method: string, params: Json) =>
        latest?.call(method, params) ?? Promise.reject(new Error('the rig is not here')),
    };
  };

export const dialled =
  (url: string, token: string): Wire =>
  async (options) => {
    const socket = new WebSocket(url, {
      maxPayload: LINE_BYTES_MAX,
      headers: { authorization: `Bearer ${token}` },
    });
    // Before it is open: hello may come in the same packet as the handshake.
    const peer = onSocket(socket, options);
    socket.once('close', () => process.exit(0));
    await once(socket, 'open');
    return peer;
  };

function onSocket(socket: WebSocket, options: Omit<JsonRpcOptions, 'send'>): JsonRpcPeer {
  const peer = jsonRpcPeer({ ...options, send: (message) => socket.send(message) });
  socket.on('message', (data: Buffer) => peer.receive(data.toString('utf8')));
  return peer;
}
