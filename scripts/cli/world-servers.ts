/** All hosts of a society on loopback, each with a port of its own. */
import { CA_HOST } from '../../simulator/ca/index.ts';
import { JLIS_HOSTS } from '../../simulator/jlis/index.ts';
import { createService, jsonResponse, operation } from '../../simulator/profile/index.ts';
import { BANK_HOST } from '../../simulator/relying-party/index.ts';
import type { Society } from '../../simulator/society/index.ts';
import {
  createControl,
  type LoopbackServer,
  serveOnLoopback,
  throughNetwork,
} from '../../simulator/society/index.ts';
import type { Handler, VirtualClock } from '../../simulator/world/index.ts';

/** Short name to host name, in the order of the ports. */
const HOSTS = {
  jlis: 'jlis.test',
  ocspSign: JLIS_HOSTS.ocspSign,
  ocspAuth: JLIS_HOSTS.ocspAuth,
  crlSign: JLIS_HOSTS.crlSign,
  crlAuth: JLIS_HOSTS.crlAuth,
  ca: CA_HOST,
  bank: BANK_HOST,
} as const;
const CONTROL_HOST = 'control.test';
const CRL_PATH = '/full.crl';

export type ServerName = 'control' | keyof typeof HOSTS;
export type Urls = Readonly<Record<ServerName, string>>;

/** How many ports a world takes. */
export const SERVER_COUNT = Object.keys(HOSTS).length + 1;

export interface WorldServers {
  readonly urls: Urls;
  close(): Promise<void>;
}

/** The front page of J-LIS: where its services are. */
const jlisPage = (urls: () => Urls): Handler =>
  createService('J-LIS (TEST)', [
    operation({
      method: 'GET',
      path: '/',
      summary: 'The services of J-LIS and where they are.',
      answers: { 200: { says: 'URL by service.', type: 'application/json' } },
      handle() {
        const { ocspSign, ocspAuth, crlSign, crlAuth } = urls();
        return jsonResponse({ test: true, services: { ocspSign, ocspAuth, crlSign, crlAuth } });
      },
    }),
  ]);

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
  const { world } = society;
  const started = new Map<ServerName, LoopbackServer>();
  const urlOf = (name: ServerName): string =>
    (started.get(name)?.url ?? '') + (name === 'crlSign' || name === 'crlAuth' ? CRL_PATH : '');
  const urls = (): Urls => ({
    control: urlOf('control'),
    jlis: urlOf('jlis'),
    ocspSign: urlOf('ocspSign'),
    ocspAuth: urlOf('ocspAuth'),
    crlSign: urlOf('crlSign'),
    crlAuth: urlOf('crlAuth'),
    ca: urlOf('ca'),
    bank: urlOf('bank'),
  });
  const close = async (): Promise<void> => {
    await Promise.all([...started.values()].map((server) => server.close()));
  };
  const start = async (name: ServerName, host: string, handler: Handler): Promise<void> => {
    const own = port === 0 ? 0 : port + started.size;
    started.set(name, await serveOnLoopback(handler, { host, port: own, now: () => world.clock.now() }));
  };
  world.network.serve(HOSTS.jlis, 'jlis', jlisPage(urls));
  try {
    await start('control', CONTROL_HOST, createControl({ society, clock: pinned, hosts: HOSTS }));
    for (const [name, host] of Object.entries(HOSTS))
      await start(name as ServerName, host, throughNetwork(world));
  } catch (error) {
    await close();
    throw error;
  }
  return { urls: urls(), close };
}
