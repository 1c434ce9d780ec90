/** IUTs for the tests of the connector: a few lines of JavaScript run by `node -e`. */
import type { Json } from '../../../simulator/world/index.ts';
import type { RigSide } from '../connector.ts';
import type { RemoteConnector } from '../remote.ts';
import { type StdioOptions, stdioConnector } from '../stdio.ts';

const PRELUDE = `
const raw = (text) => process.stdout.write(text);
const send = (message) => raw(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\\n');
const say = (id, result = {}) => send({ id, result });
const asked = new Map();
const ask = (method, params = {}) => new Promise((resolve) => {
  const id = 'c' + (asked.size + 1);
  asked.set(id, resolve);
  send({ id, method, params });
});
const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const on = {
  hello: (id) => say(id, { contract: 1, name: 'inline', version: '1', roles: ['library'], clock: 'own' }),
  reset: (id) => say(id),
};
`;
const LOOP = `
require('node:readline').createInterface({ input: process.stdin })
  .on('line', (line) => {
    const message = JSON.parse(line);
    if (message.method === undefined) asked.get(message.id)?.(message);
    else if (on[message.method]) on[message.method](message.id, message.params);
    else send({ id: message.id, error: { code: -32601, message: 'not implemented' } });
  })
  .on('close', () => process.exit(0));
`;

/** `body` puts functions `(id, params) => …` into `on`; it has `raw`, `send`, `say`, `ask` and `later`. */
export const inlineIut = (body: string, options: Partial<StdioOptions> = {}): RemoteConnector =>
  stdioConnector({ command: [process.execPath, '-e', PRELUDE + body + LOOP], ...options });

export interface FakeRig extends RigSide {
  readonly calls: { method: string; params: Json }[];
}

/** A rig that notes what it is asked. */
export function fakeRig(part: Partial<RigSide> = {}): FakeRig {
  const calls: FakeRig['calls'] = [];
  return {
    calls,
    hosts: [],
    fetch: () => Promise.reject(new TypeError('fetch failed')),
    ...part,
    async call(method, params) {
      calls.push({ method, params });
      return part.call ? part.call(method, params) : {};
    },
  };
}

export const RESET: Json = {
  case: 'TC-LIB-9001',
  seed: '1',
  now: '2026-04-01T00:00:00.000Z',
  urls: {},
  anchors: {},
};
