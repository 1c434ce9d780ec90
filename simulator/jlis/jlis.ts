/** J-LIS: two certification authorities, the register behind them, the municipality's desk, and what verifiers may ask. */
import { type CardData, type CardProfile, loadProfile } from '../card/index.ts';
import type { Citizen } from '../people/index.ts';
import type { CrlReason, Der } from '../pki/index.ts';
import type { Handler, World } from '../world/index.ts';
import { type Authority, createAuthority } from './authority/authority.ts';
import { createCardMaker, withPins } from './card-maker.ts';
import { CRL_HOST, type JpkiKind, OCSP_HOST } from './config.ts';
import { JLIS_KNOBS, type JlisKnobs } from './knobs.ts';
import { firstCardOf } from './register/first-card.ts';
import { lossOf } from './register/records.ts';
import { createRegister } from './register/register.ts';
import { statusSource } from './register/status-source.ts';
import { crlHandler, ocspHandler, type StatusSource } from './status/index.ts';

/** What a municipality hands over at its desk. Who is under 15 has no signing certificate; other profiles may lack one too. */
export interface IssuedCard {
  /** As the card has them: a profile may have given another birthday. */
  readonly citizen: Citizen;
  readonly data: CardData;
  readonly signCert: Der | undefined;
  readonly authCert: Der | undefined;
}

/** Initial values of both PINs; the profile's own if none are given. */
export type CardPins = { readonly signPin: string; readonly authPin: string };

export interface Jlis {
  readonly knobs: JlisKnobs;
  /**
   * Self-signed certificates, oldest first: the trust anchors. All generations of a CA that were valid when the world was
   * founded, and those begun since. They share one name: only the key identifier tells which one issued a certificate.
   */
  readonly anchors: Readonly<Record<JpkiKind, readonly Der[]>>;
  /** A citizen's first card with the JPKI application alone. The same card again and again, from the world's seed. */
  issueCard(citizen: Citizen, pins?: CardPins): IssuedCard;
  /** The same of a profile, with every application if the profile says so. */
  issueProfileCard(citizen: Citizen, profile: CardProfile): IssuedCard;
  /** Record a loss of effect of the citizen's first certificate now. Revoking again keeps the first. */
  revoke(kind: JpkiKind, citizen: Citizen, reason: CrlReason): void;
  /** Status services beside those on the network, which know what `alter` lets through: for faults. */
  statusOver(kind: JpkiKind, alter: (source: StatusSource) => StatusSource): StatusHandlers;
}

export interface StatusHandlers {
  readonly ocsp: Handler;
  readonly crl: Handler;
}

export interface JlisOptions {
  readonly knobs?: Partial<JlisKnobs>;
}

/** Founds J-LIS in a world and puts its hosts on the network. */
export function createJlis(world: World, options: JlisOptions = {}): Jlis {
  const knobs: JlisKnobs = { ...JLIS_KNOBS, ...options.knobs };
  const authorities: Readonly<Record<JpkiKind, Authority>> = {
    sign: createAuthority(world, 'sign', knobs),
    auth: createAuthority(world, 'auth', knobs),
  };
  const register = createRegister({ world, authorities, knobs });
  const maker = createCardMaker(world, authorities);
  const sources = {
    sign: statusSource(world.clock, authorities.sign, register),
    auth: statusSource(world.clock, authorities.auth, register),
  };
  const statusFrom = (kind: JpkiKind, source: StatusSource): StatusHandlers => ({
    ocsp: ocspHandler(source, knobs, { title: `J-LIS OCSP, ${kind} (TEST)` }),
    crl: crlHandler(source, knobs, { title: `J-LIS CRL, ${kind} (TEST)` }),
  });
  for (const kind of ['sign', 'auth'] as const) {
    const { ocsp, crl } = statusFrom(kind, sources[kind]);
    world.network.serve(OCSP_HOST[kind], 'jlis', ocsp);
    world.network.serve(CRL_HOST[kind], 'jlis', crl);
  }

  function anchorsOf(kind: JpkiKind): readonly Der[] {
    const { generations } = authorities[kind];
    const atFounding = generations.validAt(world.founded);
    const newest = generations.issuingAt(world.clock.now());
    const since = Array.from({ length: newest }, (_, i) => i + 1).filter(
      (n) => n > atFounding.at(-1)!.number,
    );
    return [...atFounding, ...since.map(generations.get)].map(({ certificate }) => certificate);
  }

  const issueProfileCard = (registered: Citizen, profile: CardProfile): IssuedCard => {
    const { birth = registered.birth, gender = registered.gender } = profile.holder;
    const citizen = { ...registered, birth, gender };
    register.begin(citizen, profile);
    const { card } = firstCardOf({ world, authorities, knobs }, citizen, profile);
    const { sign, auth } = card.chip;
    return {
      citizen,
      data: maker.dataOf(citizen.number, card),
      signCert: sign && maker.certificateOf(sign),
      authCert: auth && maker.certificateOf(auth),
    };
  };
  const jpkiOnly = loadProfile('jpki-only');

  return {
    knobs,
    statusOver: (kind, alter) => statusFrom(kind, alter(sources[kind])),
    get anchors() {
      return { sign: anchorsOf('sign'), auth: anchorsOf('auth') };
    },
    issueProfileCard,
    issueCard: (citizen, pins) => issueProfileCard(citizen, pins ? withPins(jpkiOnly, pins) : jpkiOnly),
    revoke(kind, citizen, reason) {
      const first = register.certificate(kind, authorities[kind].serials.first(citizen.number));
      register.person(citizen.number); // from now on kept
      const record = first && register.certificate(kind, first.serial);
      const now = world.clock.now();
      if (record && lossOf(record, now) === undefined) register.record(record, now, reason);
    },
  };
}
