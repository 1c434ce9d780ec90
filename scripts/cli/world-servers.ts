/** All hosts of a society on loopback, each with a port of its own. */
import {
  CONTROL_HOST,
  CRL_PATH,
  createControl,
  frontPage,
  HOSTS,
  type LoopbackServer,
  type ServeTls,
  type Society,
  serveOnLoopback,
  throughNetwork,
} from '../../simulator/society/index.ts';
import type { Handler, VirtualClock } from '../../simulator/world/index.ts';

/** A host with the way in: by HTTPS with or without a client certificate that is asked for, or by HTTP. */
interface Served {
  readonly host: string;
  readonly over?: 'https' | 'https with client certificate';
  readonly path?: string;
}

/** In the order of the ports, after that of the control interface. */
const SERVED = {
  jlis: { host: HOSTS.jlis },
  ocspSign: { host: HOSTS.ocspSign },
  ocspAuth: { host: HOSTS.ocspAuth },
  crlSign: { host: HOSTS.crlSign, path: CRL_PATH },
  crlAuth: { host: HOSTS.crlAuth, path: CRL_PATH },
  ca: { host: HOSTS.ca },
  bank: { host: HOSTS.bank },
  verifier: { host: HOSTS.verifier, over: 'https with client certificate' },
  holder: { host: HOSTS.holder, over: 'https' },
  caTls: { host: HOSTS.ca, over: 'https with client certificate' },
  hub: { host: HOSTS.hub, over: 'https with client certificate' },
} as const satisfies Record<string, Served>;

export type ServerName = 'control' | keyof typeof SERVED;
export type Urls = Readonly<Record<ServerName, string>>;

/** How many ports a world takes. */
export const SERVER_COUNT = Object.keys(SERVED).length + 1;

export interface WorldServers {
  readonly urls: Urls;
  close(): Promise<void>;
}

export interface WorldServersOptions {
  /** First port; 0: any free ports. */
  readonly port: number;
  /** The clock that PUT /clock moves, if it is not the machine's. */
  readonly pinned?: VirtualClock | undefined;
}

/** Starts them all, or none. UsageError ERR_PORT when a port cannot be had. */
export async function serveSociety(
  society: Society,
  { port, pinned }: WorldServersOptions,
): Promise<WorldServers> {
  const { world, tls } = society;
  const started = new Map<ServerName, LoopbackServer>();
  const urls = (): Urls =>
    Object.fromEntries(
      [...started].map(([name, { url }]) => {
        const { path = '' }: Partial<Served> = name === 'control' ? {} : SERVED[name];
        return [name, url + path];
      }),
    ) as Urls;
  const close = async (): Promise<void> => {
    await Promise.all([...started.values()].map((server) => server.close()));
  };
  const tlsOf = ({ host, over }: Served): ServeTls | undefined =>
    over && {
      identity: tls.server(host),
      ...(over === 'https with client certificate' && { clientRoot: tls.root }),
    };
  const start = async (name: ServerName, served: Served, handler: Handler): Promise<void> => {
    const settings = tlsOf(served);
    const server = await serveOnLoopback(handler, {
      host: served.host,
      port: port === 0 ? 0 : port + started.size,
      now: () => world.clock.now(),
      ...(settings && { tls: settings }),
    });
    started.set(name, server);
  };
  world.network.serve(HOSTS.jlis, 'jlis', frontPage(urls));
  try {
    await start('control', { host: CONTROL_HOST }, createControl({ society, clock: pinned }));
    for (const [name, served] of Object.entries(SERVED))
      await start(name as ServerName, served, throughNetwork(world));
  } catch (error) {
    await close();
    throw error;
  }
  return { urls: urls(), close };
}
