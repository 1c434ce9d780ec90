/** An IUT that is reached under https, behind something that asks for header fields of its own. */
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toPem } from '../../simulator/pki/index.ts';
import { tlsOf } from '../../simulator/society/index.ts';
import { createWorld, machineTime } from '../../simulator/world/index.ts';
import { CONTRACT_VERSION } from './contract.ts';
import { httpConnector } from './http.ts';
import { webSocketConnector } from './web-socket.ts';

const authority = tlsOf(createWorld({ seed: 'https', clock: machineTime(), founded: new Date() }));
const { certificate, privateKey } = authority.server('iut.test');
const trust = toPem('CERTIFICATE', authority.root);
const hello = { contract: CONTRACT_VERSION, name: 'TEST', version: '1', roles: ['ca'], clock: 'own' };

const seen: Record<string, unknown>[] = [];
const server = createServer(
  { cert: toPem('CERTIFICATE', certificate), key: toPem('PRIVATE KEY', privateKey) },
  (request, response) => {
    seen.push(request.headers);
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const { id } = JSON.parse(text) as { id: number };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ jsonrpc: '2.0', id, result: hello }));
    });
  },
);
server.on('upgrade', (request, socket) => {
  seen.push(request.headers);
  socket.destroy();
});
const place = (): string => `127.0.0.1:${(server.address() as AddressInfo).port}/`;
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

describe('under https', () => {
  const ask = async (options: object) => {
    const connector = httpConnector({ url: `https://${place()}`, helloLimitMs: 4_000, ...options });
    try {
      return await connector.call('hello', { contract: CONTRACT_VERSION });
    } finally {
      await connector.close();
    }
  };

  test('with the anchor of the configuration it is reached, and gets the header fields of it', async () => {
    const headers = { 'x-gateway-key': 'TEST 1' };
    expect(await ask({ tls: { trust }, headers })).toMatchObject({ name: 'TEST' });
    expect(seen.at(-1)).toMatchObject(headers);
  });

  test('without it nothing is sent', async () => {
    const before = seen.length;
    await expect(ask({})).rejects.toThrow(/certificate|self.signed|issuer/i);
    expect(seen.length).toBe(before);
  });
});

test('a WebSocket is opened with the header fields, too', async () => {
  const connector = webSocketConnector({
    url: `wss://${place()}`,
    tls: { trust },
    headers: { 'x-gateway-key': 'TEST 2' },
    helloLimitMs: 4_000,
  });
  await expect(connector.call('hello', { contract: CONTRACT_VERSION })).rejects.toThrow();
  await connector.close();
  expect(seen.at(-1)).toMatchObject({ 'x-gateway-key': 'TEST 2', upgrade: 'websocket' });
});
