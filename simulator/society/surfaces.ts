/** The hosts of a world by short name, each with what can go wrong in it. */
import { CA_HOST, type Ca } from '../ca/index.ts';
import { HUB_HOST } from '../hub/index.ts';
import { JLIS_HOSTS, type Jlis, type JpkiKind } from '../jlis/index.ts';
import { p256Signer, rsaSigner, type Signer } from '../pki/index.ts';
import { BANK_HOST } from '../relying-party/index.ts';
import type { Handler, World } from '../world/index.ts';
import type { ActingClock } from './faults/acting-clock.ts';
import { alteredCa } from './faults/altered-ca.ts';
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

const NO_NONCE = 'it answers no OCSP, and repeats no nonce of a request';
const NO_SIGNATURE = 'its answers bear no signature; who it is, the connection tells';
const OWN_CLOCK = 'it is from outside: its clock is its own';
const OWN_KEYS = 'it is from outside: its keys are its own';
const OWN_RECORDS = 'it is from outside: its records are its own';

/** Both status services of one CA of J-LIS. */
function statusSurfaces(jlis: Jlis, kind: JpkiKind, otherKey: () => Signer): Record<'ocsp' | 'crl', Surface> {
  const surface = (service: 'ocsp' | 'crl', host: string): Surface => ({
    host,
    altered: (alteration) =>
      jlis.statusOver(kind, (source) => alteredStatus(source, alteration, otherKey))[service],
    ...(service === 'ocsp' ? { ocspPath: '', cannot: {} } : { cannot: { 'wrong-nonce': NO_NONCE } }),
  });
  return kind === 'sign'
    ? { ocsp: surface('ocsp', HOSTS.ocspSign), crl: surface('crl', HOSTS.crlSign) }
    : { ocsp: surface('ocsp', HOSTS.ocspAuth), crl: surface('crl', HOSTS.crlAuth) };
}

/** A page of addresses. */
const FRONT: Surface = {
  host: HOSTS.jlis,
  cannot: {
    stale: 'it tells addresses, which never change',
    'wrong-key': NO_SIGNATURE,
    'clock-off': 'it tells no time',
    'wrong-nonce': NO_NONCE,
  },
};

/** One that talks JSON, unsigned. */
const talking = (host: string, actor: ActingHost | undefined): Surface => ({
  host,
  ...(actor && { altered: ({ aheadMs }) => actor.clock.ahead(aheadMs, actor.handler) }),
  cannot: {
    stale: 'its answers bear no time until which they hold; an old one is what replayed gives',
    'wrong-key': NO_SIGNATURE,
    ...(!actor && { 'clock-off': OWN_CLOCK }),
    'wrong-nonce': NO_NONCE,
  },
});

/** What a CA signs: its list, its answers about status, and certificates where an application ends in one. */
const CA_PATHS = {
  ocsp: '/ocsp',
  status: /^\/(ocsp(\/|$)|repository\/ca\.crl$)/,
  signed: /^\/(ocsp(\/|$)|repository\/ca\.crl$|applications\/[^/]+\/(signed|activation|renewal)$)/,
} as const;

/** The accredited CA. What it says beside its status is of the moment: stale is the status alone. */
function caSurface(ca: (ActingHost & Pick<Ca, 'over'>) | undefined, otherKey: () => Signer): Surface {
  const common = { host: HOSTS.ca, ocspPath: CA_PATHS.ocsp };
  if (!ca) {
    return { ...common, cannot: { stale: OWN_RECORDS, 'wrong-key': OWN_KEYS, 'clock-off': OWN_CLOCK } };
  }
  return {
    ...common,
    where: { stale: CA_PATHS.status, 'wrong-key': CA_PATHS.signed },
    altered: (alteration) =>
      ca.clock.ahead(
        alteration.aheadMs,
        ca.over((ctx) => alteredCa(ctx, alteration, otherKey)),
      ),
    cannot: {},
  };
}

export interface SurfacesOptions {
  readonly world: World;
  readonly jlis: Jlis;
  /** Of the verifiers' and the holders' interface. */
  readonly jlisClock: ActingClock;
  /** Absent for an actor from outside. */
  readonly ca?: (ActingHost & Pick<Ca, 'over'>) | undefined;
  readonly bank?: ActingHost | undefined;
  readonly hub?: ActingHost | undefined;
}

/** Draws a key when it is first needed: that takes its time. */
function once(draw: () => Signer): () => Signer {
  let drawn: Signer | undefined;
  return () => {
    drawn ??= draw();
    return drawn;
  };
}

export function surfacesOf({ world: { keys }, jlis, jlisClock, ca, bank, hub }: SurfacesOptions): Surfaces {
  const otherRsa = once(() => rsaSigner(keys.rsa('fault: another key')));
  const otherP256 = once(() => p256Signer(keys.p256('fault: another key')));
  const [sign, auth] = [statusSurfaces(jlis, 'sign', otherRsa), statusSurfaces(jlis, 'auth', otherRsa)];
  return {
    jlis: FRONT,
    ocspSign: sign.ocsp,
    ocspAuth: auth.ocsp,
    crlSign: sign.crl,
    crlAuth: auth.crl,
    verifier: talking(HOSTS.verifier, { handler: jlis.handlers.verifier, clock: jlisClock }),
    holder: talking(HOSTS.holder, { handler: jlis.handlers.holder, clock: jlisClock }),
    ca: caSurface(ca, otherP256),
    bank: talking(HOSTS.bank, bank),
    hub: talking(HOSTS.hub, hub),
  } satisfies Record<HostName, Surface>;
}
