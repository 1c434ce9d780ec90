/**
 * The reference as an IUT in a process of its own, the way a foreign one is run:
 *
 *     node conformance/iut/reference/main.ts [--iut reference | mutant:<id> | null:<id>]
 *                                            [--http PORT | --web-socket PORT | --dial]
 *
 * Without a port, standard input and output carry the contract and nothing else. `--dial` goes to the WebSocket that
 * FPOS_HIL_RIG names, with FPOS_HIL_TOKEN. Ends when its input ends.
 */
import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import type { Json } from '../../../simulator/world/index.ts';
import { type InProcessFactory, type InProcessIut, type RigSide, RpcError } from '../connector.ts';
import { RIG_CALLS, type RigCall, RPC_ERRORS, SERVED_UNDER, type ServedRole } from '../contract.ts';
import { type Loopback, listenOnLoopback } from '../loopback.ts';
import { resolveFactory } from './resolve-factory.ts';
import { dialled, overHttp, overStdio, overWebSocket, type Wire } from './wires.ts';

const SERVED = Object.keys(SERVED_UNDER) as readonly ServedRole[];

/** A crash is a crash: nothing here pretends to have gone well. */
function die(error: unknown): never {
  console.error(error);
  process.exit(1);
}

const isRigCall = (method: string): method is RigCall => Object.hasOwn(RIG_CALLS, method);

async function serve(factory: InProcessFactory, wire: Wire): Promise<void> {
  console.log = console.error; // standard output belongs to the contract
  /** The IUT of the case that runs. Of an earlier one nothing gets through any more. */
  let iut: InProcessIut;
  let rigOfCase: object;
  const begin = (): void => {
    const rig: RigSide = {
      call: (method, params) => (rigOfCase === rig ? peer.call(method, params) : Promise.reject(over())),
      fetch: (url, init) =>
        rigOfCase === rig
          ? fetch(url, { ...init, redirect: 'manual' } as RequestInit)
          : Promise.reject(over()),
      hosts: [],
    };
    rigOfCase = rig;
    iut = factory(rig);
  };
  const over = (): Error => new Error('the case is over');

  let ports: Map<ServedRole, Loopback> | undefined;
  const listen = (role: ServedRole): Promise<Loopback> =>
    listenOnLoopback(async ({ method, target, type, headers, body }) => {
      const handler = iut.handler?.(role);
      if (!handler) throw new Error(`no ${role} in this case`);
      const response = await handler(
        new Request(new URL(target, 'http://127.0.0.1'), {
          method,
          headers: { ...headers, ...(type && { 'content-type': type }) },
          ...(!/^(GET|HEAD)$/.test(method) && { body: new Uint8Array(body) }),
        }),
      );
      return {
        status: response.status,
        type: response.headers.get('content-type') ?? '',
        body: new Uint8Array(await response.arrayBuffer()),
      };
    });

  /** Whatever this case serves, and where. */
  async function urlsOfCase(): Promise<Record<string, string>> {
    if (!ports) {
      ports = new Map();
      for (const role of SERVED) ports.set(role, await listen(role));
    }
    const urls: Record<string, string> = {};
    for (const [role, { port }] of ports)
      if (iut.handler?.(role)) urls[SERVED_UNDER[role]] = `http://127.0.0.1:${port}`;
    return urls;
  }

  async function onCall(method: string, params: Json): Promise<Json> {
    if (!isRigCall(method)) throw new RpcError(RPC_ERRORS.unknownMethod, `${method} is not implemented`);
    try {
      if (method === 'reset') begin();
      const result = await iut.call(method, params);
      if (method !== 'reset') return result;
      const urls = await urlsOfCase();
      return Object.keys(urls).length === 0 ? result : { ...(result as object), urls };
    } catch (error) {
      if (error instanceof RpcError) throw error;
      return die(error);
    }
  }

  begin(); // the first call may come before the way is reported open
  const peer = await wire({ onCall, onBroken: die, peer: 'the rig' });
  process.stdin.once('end', () => process.exit(0));
}

const options = parseArgs({
  options: {
    iut: { type: 'string', default: 'reference' },
    http: { type: 'string' },
    'web-socket': { type: 'string' },
    dial: { type: 'boolean' },
  },
}).values;
const { iut: id } = options;

function wireOf(): Wire {
  if (options.http !== undefined) return overHttp(Number(options.http));
  if (options['web-socket'] !== undefined) return overWebSocket(Number(options['web-socket']));
  if (options.dial) return dialled(process.env.FPOS_HIL_RIG ?? '', process.env.FPOS_HIL_TOKEN ?? '');
  return overStdio;
}

const factory = await resolveFactory(id);
if (!factory) {
  console.error(`main${extname(import.meta.filename)}: there is no ${id}`);
  process.exit(2);
}
await serve(factory, wireOf());
