/** The hosts of a world by short name, each with what can go wrong in it. */
import { CA_HOST } from '../ca/index.ts';
import { HUB_HOST } from '../hub/index.ts';
import { JLIS_HOSTS, type Jlis, type JpkiKind } from '../jlis/index.ts';
import { rsaSigner, type Signer } from '../pki/index.ts';
import { BANK_HOST } from '../relying-party/index.ts';
import type { Handler, World } from '../world/index.ts';
import type { ActingClock } from './faults/acting-clock.ts';
import { alteredStatus } from './faults/altered-status.ts';
import type { Surface, Surfaces } from './faults/surface.ts';

/** Short names, in the order in which hosts are told and served. */
export const HOSTS = {
  jlis: 'jlis.test',
  ...JLIS_HOSTS,
  ca: CA_HOST,
  bank: BANK_HOST,
  hub: HUB_HOST,
} as const;
export type HostName = keyof typeof HOSTS;

/** An actor of ours, whose clock can be set wrong. */
export interface ActingHost {
  readonly handler: Handler;
  readonly clock: ActingClock;
}

/** Both status services of one CA of J-LIS. */
function statusSurfaces(jlis: Jlis, kind: JpkiKind, otherKey: () => Signer): Record<'ocsp' | 'crl', Surface> {
  const types = ['stale', 'clock-off', 'wrong-key'] as const;
  const surface = (service: 'ocsp' | 'crl', host: string): Surface => ({
    host,
    ocsp: service === 'ocsp',
    inside: {
      types,
      handler: (alteration) =>
        jlis.statusOver(kind, (source) => alteredStatus(source, alteration, otherKey))[service],
    },
  });
  return kind === 'sign'
    ? { ocsp: surface('ocsp', HOSTS.ocspSign), crl: surface('crl', HOSTS.crlSign) }
    : { ocsp: surface('ocsp', HOSTS.ocspAuth), crl: surface('crl', HOSTS.crlAuth) };
}

const acting = (host: string, actor: ActingHost | undefined): Surface => ({
  host,
  ...(actor && {
    inside: { types: ['clock-off'], handler: ({ aheadMs }) => actor.clock.ahead(aheadMs, actor.handler) },
  }),
});

export interface SurfacesOptions {
  readonly world: World;
  readonly jlis: Jlis;
  /** Of the verifiers' and the holders' interface. */
  readonly jlisClock: ActingClock;
  /** Absent for an actor from outside: its clock is its own. */
  readonly ca?: ActingHost | undefined;
  readonly bank?: ActingHost | undefined;
  readonly hub?: ActingHost | undefined;
}

export function surfacesOf({ world, jlis, jlisClock, ca, bank, hub }: SurfacesOptions): Surfaces {
  let other: Signer | undefined;
  const otherKey = (): Signer => {
    other ??= rsaSigner(world.keys.rsa('fault: another key'));
    return other;
  };
  const [sign, auth] = [statusSurfaces(jlis, 'sign', otherKey), statusSurfaces(jlis, 'auth', otherKey)];
  return {
    jlis: { host: HOSTS.jlis },
    ocspSign: sign.ocsp,
    ocspAuth: auth.ocsp,
    crlSign: sign.crl,
    crlAuth: auth.crl,
    verifier: acting(HOSTS.verifier, { handler: jlis.handlers.verifier, clock: jlisClock }),
    holder: acting(HOSTS.holder, { handler: jlis.handlers.holder, clock: jlisClock }),
    ca: acting(HOSTS.ca, ca),
    bank: acting(HOSTS.bank, bank),
    hub: acting(HOSTS.hub, hub),
  } satisfies Record<HostName, Surface>;
}
