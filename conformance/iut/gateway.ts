/**
 * The hosts of a case as an IUT in another process reaches them: one loopback port per name. Addresses are put into what
 * the IUT is told and taken out of what it tells, so that a transcript holds names and never ports.
 */
import type { Json } from '../../simulator/world/index.ts';
import type { RigSide } from './connector.ts';
import { type Loopback, listenOnLoopback, type PlainRequest, type PlainResponse } from './loopback.ts';

/** A case names six hosts; an IUT cannot make us open ports without end. */
const HOSTS_MAX = 64;

export interface Gateway {
  /** From now on requests go to this rig. */
  open(rig: Pick<RigSide, 'fetch' | 'hosts'>): void;
  /** No case runs: requests in hand and later ones lose their connection. Ports stay. */
  shut(): void;
  /** Every string that is an `http:` URL of a host of the case, or of one under `.test`, becomes an address. */
  toAddresses(value: Json): Promise<Json>;
  /** Addresses become names again, wherever they stand in a string. */
  toNames(value: Json): Json;
  textToNames(text: string): string;
  close(): Promise<void>;
}

// Only `http:`: nothing in a world speaks TLS, so an `https:` text is an identifier (the origin of an app, which the
// library signs) and must reach the IUT as it is. A name with a port of its own is not one of ours.
const HTTP_URL = /^http:\/\/([a-z0-9.-]+)(?=$|[/?#])/i;

/** The same value where nothing changes: most messages have no address in them, and each one is looked through. */
function mapStrings(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)] as const);
  if (entries.every(([key, item]) => item === (value as Record<string, Json>)[key])) return value;
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}

/** `machine` is the address of this machine as the IUT reaches it; the ports are opened there. */
export function createGateway(machine = '127.0.0.1'): Gateway {
  const address = new RegExp(`${machine.replaceAll('.', '\\.')}:(\\d{1,5})(?!\\d)`, 'g');

  const ports = new Map<string, Promise<Loopback>>();
  const names = new Map<number, string>();
  let rig: Pick<RigSide, 'fetch' | 'hosts'> | undefined;

  async function answer(
    host: string,
    { method, target, type, headers, body }: PlainRequest,
  ): Promise<PlainResponse> {
    if (!rig) throw new TypeError('no case runs');
    const url = target.startsWith('/') ? `http://${host}${target}` : target;
    const response = await rig.fetch(url, {
      method,
      headers: { ...headers, ...(type && { 'content-type': type }) },
      ...(body.length > 0 && { body }),
    });
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      body: new Uint8Array(await response.arrayBuffer()),
    };
  }

  async function addressOf(host: string): Promise<string> {
    let listening = ports.get(host);
    if (!listening) {
      if (ports.size >= HOSTS_MAX) throw new RangeError(`more than ${HOSTS_MAX} hosts`);
      listening = listenOnLoopback((request) => answer(host, request), { host: machine });
      ports.set(host, listening);
    }
    const { port } = await listening;
    names.set(port, host);
    return `http://${machine}:${port}`;
  }

  const hostIn = (text: string): string | undefined => {
    const host = HTTP_URL.exec(text)?.[1]?.toLowerCase();
    if (host === undefined) return undefined;
    return host.endsWith('.test') || rig?.hosts.includes(host) ? host : undefined;
  };

  const textToNames = (text: string): string =>
    text.includes(machine) ? text.replace(address, (found, port) => names.get(Number(port)) ?? found) : text;

  return {
    open: (next) => {
      rig = next;
    },
    shut() {
      rig = undefined;
      for (const listening of ports.values())
        listening.then(
          (l) => l.dropOpen(),
          () => {},
        );
    },
    async toAddresses(value) {
      const hosts = new Set<string>();
      mapStrings(value, (text) => {
        const host = hostIn(text);
        if (host !== undefined) hosts.add(host);
        return text;
      });
      if (hosts.size === 0) return value;
      const addresses = new Map<string, string>();
      for (const host of hosts) addresses.set(host, await addressOf(host));
      return mapStrings(value, (text) => {
        const host = hostIn(text);
        return host === undefined ? text : text.replace(HTTP_URL, addresses.get(host)!);
      });
    },
    toNames: (value) => mapStrings(value, textToNames),
    textToNames,
    async close() {
      rig = undefined;
      const open = [...ports.values()];
      ports.clear();
      names.clear();
      await Promise.allSettled(open.map(async (listening) => (await listening).close()));
    },
  };
}
