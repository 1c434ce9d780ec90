/** J-LIS: two certification authorities, the cards they certify, and the status of what they issued. */

import { type CardProfile, loadProfile } from '../card/index.ts';
import type { Citizen } from '../people/index.ts';
import type { CrlReason, Der } from '../pki/index.ts';
import type { World } from '../world/index.ts';
import { createCardDesk, type IssuedCard } from './cards.ts';
import { CRL_HOST, type JpkiKind, OCSP_HOST } from './config.ts';
import { DEFAULT_KNOBS, type JlisKnobs } from './knobs.ts';
import { createRegistry, KINDS } from './registry.ts';
import { crlHandler, ocspHandler, STATUS_KNOBS, type StatusKnobs } from './status/index.ts';

/** Initial values of both PINs; the profile's own if none are given. */
export type CardPins = { readonly signPin: string; readonly authPin: string };

export interface Jlis {
  /** Self-signed certificates of all generations that are valid now, oldest first: the trust anchors. */
  readonly anchors: Readonly<Record<JpkiKind, readonly Der[]>>;
  /** A citizen's card with the JPKI application alone. The same card again and again until the desk changes it. */
  issueCard(citizen: Pick<Citizen, 'number'>, pins?: CardPins): IssuedCard;
  /** A citizen's card of a profile, with every application if the profile says so. */
  issueProfileCard(citizen: Pick<Citizen, 'number'>, profile: CardProfile): IssuedCard;
  /** Record a loss of effect of the card's certificate now. Revoking twice keeps the first. */
  revoke(kind: JpkiKind, citizen: Pick<Citizen, 'number'>, reason: CrlReason): void;
}

export interface JlisOptions {
  readonly knobs?: Partial<JlisKnobs>;
  readonly status?: Partial<StatusKnobs>;
}

/** Founds J-LIS in a world and puts its hosts on the network. */
export function createJlis(world: World, options: JlisOptions = {}): Jlis {
  const knobs: JlisKnobs = { ...DEFAULT_KNOBS, ...options.knobs };
  const status: StatusKnobs = { ...STATUS_KNOBS, ...options.status };
  const registry = createRegistry(world, knobs);
  const desk = createCardDesk(registry);
  for (const kind of KINDS) {
    const source = registry.books[kind];
    world.network.serve(
      OCSP_HOST[kind],
      'jlis',
      ocspHandler(source, status, { title: `J-LIS OCSP, ${kind} (TEST)` }),
    );
    world.network.serve(
      CRL_HOST[kind],
      'jlis',
      crlHandler(source, status, { title: `J-LIS CRL, ${kind} (TEST)` }),
    );
  }
  const anchorsOf = (kind: JpkiKind): readonly Der[] =>
    registry.generations[kind].generationsAt(world.clock.now()).map(({ certificate }) => certificate);
  const jpkiOnly = loadProfile('jpki-only');

  return {
    get anchors() {
      return { sign: anchorsOf('sign'), auth: anchorsOf('auth') };
    },
    issueCard: ({ number }, pins) =>
      desk.card(
        registry.person(number),
        pins ? { ...jpkiOnly, pins: { ...jpkiOnly.pins, ...pins } } : jpkiOnly,
      ),
    issueProfileCard: ({ number }, profile) => desk.card(registry.person(number), profile),
    revoke(kind, { number }, reason) {
      registry.revoke(registry.person(number).card?.[kind], reason);
    },
  };
}
