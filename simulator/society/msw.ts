/**
 * `fpos-hil/msw`: a world inside somebody's own tests. The same functions from Request to Response that stand behind the
 * sockets of `fpos-hil world`, as request handlers of Mock Service Worker (msw, version 3).
 *
 * The hosts are found under their names: `http://ocsp-sign.jlis.test`, `https://verifier.jlis.test`, `http://ca.test`,
 * `http://bank.test`, `https://hub.test`; the control interface under `http://control.test`.
 */
import { HttpResponse, http, type RequestHandler } from 'msw';
import {
  type Clock,
  createWorld,
  type Handler,
  machineClock,
  machineWait,
  midnightJst,
  type VirtualClock,
  virtualClock,
} from '../world/index.ts';
import { CONTROL_HOST, createControl, REQUESTS_MAX } from './control/control.ts';
import { createSociety, type Society, type SocietyOptions } from './society.ts';
import type { ClientName } from './verifiers.ts';

export interface MswWorldOptions extends Pick<SocietyOptions, 'jlisKnobs' | 'policy'> {
  /** Default 1. The same seed makes the same world, founded at the same midnight in Japan. */
  readonly seed?: number | string;
  /** Pins the clock, which `clock.advance` then moves. Default: the clock of the machine. */
  readonly at?: Date;
  /** With whose client certificate requests to `https:` URLs come: msw sees no TLS. Default: without one. */
  readonly as?: ClientName | Uint8Array;
  /**
   * Where RSA keys come from: `pool` (default) is fast; `drawn` makes them from the seed as `fpos-hil world` and
   * `fpos-hil card` do, 70 ms each, and so the same cards and certificates.
   */
  readonly keys?: 'pool' | 'drawn';
}

export interface MswWorld {
  /** For `setupServer(...handlers)` or `server.use(...handlers)`. */
  readonly handlers: readonly RequestHandler[];
  /** Citizens, cards, phones; `society.faults`, `society.jlis.happen`. */
  readonly society: Society;
  readonly clock: Clock | VirtualClock;
}

/** Every request to a host, with any path, over HTTP and HTTPS. */
const anyOf = (host: string): RegExp =>
  new RegExp(`^https?://${host.replaceAll('.', '\\.')}(?::\\d+)?(?:[/?]|$)`);

/** A host that cannot be reached is a network error for whoever asks. */
const answering = (host: string, handler: Handler): RequestHandler =>
  http.all(anyOf(host), async ({ request }) => {
    try {
      return await handler(request);
    } catch {
      return HttpResponse.error();
    }
  });

/** A world with its handlers. Nothing is opened: it is gone when nobody holds it. */
export async function openWorld(options: MswWorldOptions = {}): Promise<MswWorld> {
  const pinned = options.at && virtualClock(options.at);
  const clock = pinned ?? machineClock;
  const world = createWorld({
    seed: options.seed ?? 1,
    clock,
    founded: midnightJst(clock.now()),
    wait: machineWait,
    keys: options.keys ?? 'pool',
    keepAtMost: REQUESTS_MAX,
  });
  const { jlisKnobs, policy, as } = options;
  const society = await createSociety(world, { ...(jlisKnobs && { jlisKnobs }), ...(policy && { policy }) });
  const clientCertificate = typeof as === 'string' ? society.clients[as].certificate : as;
  const fetch = world.network.fetchAs('iut', { clientCertificate });
  const throughNetwork: Handler = async (request) =>
    fetch(request.url, {
      method: request.method,
      headers: Object.fromEntries(request.headers),
      body: new Uint8Array(await request.arrayBuffer()),
      signal: request.signal,
    });
  return {
    handlers: [
      ...world.network.hosts.map((host) => answering(host, throughNetwork)),
      answering(CONTROL_HOST, createControl({ society, clock: pinned })),
    ],
    society,
    clock,
  };
}

/** The handlers alone, for those who need nothing else of the world. */
export const handlers = async (options?: MswWorldOptions): Promise<readonly RequestHandler[]> =>
  (await openWorld(options)).handlers;

export type { ClientName } from './verifiers.ts';
