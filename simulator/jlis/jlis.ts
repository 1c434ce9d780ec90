/** J-LIS: two certification authorities, the cards they certify, and the status of what they issued. */

import { type CardData, defaultPins, jpkiCard } from '../card/index.ts';
import type { Citizen } from '../people/index.ts';
import { type CrlReason, type Der, spkiOf } from '../pki/index.ts';
import { dateJst, type World } from '../world/index.ts';
import { type Authority, createAuthority } from './authority.ts';
import { CRL_HOST, type JpkiKind, OCSP_HOST } from './config.ts';
import { crlHandler, ocspHandler, type Revocation } from './status.ts';
import { cardLastDay, certificateLastDay } from './validity.ts';

/** What a municipality hands over at its desk. */
export interface IssuedCard {
  readonly citizen: Citizen;
  readonly data: CardData;
  readonly signCert: Der;
  readonly authCert: Der;
}

/** Initial values of both PINs; the profile's own if none are given. */
export type CardPins = { readonly signPin: string; readonly authPin: string };

export interface Jlis {
  /** Self-signed certificates: the trust anchors. */
  readonly anchors: Readonly<Record<JpkiKind, Der>>;
  /** A citizen's card. The same card again and again: keys and serials come from the world's seed and the citizen. */
  issueCard(citizen: Citizen, pins?: CardPins): IssuedCard;
  /** Record a loss of effect now; OCSP and CRL tell it from then on. Revoking twice keeps the first. */
  revoke(kind: JpkiKind, citizen: Citizen, reason: CrlReason): void;
}

/** Founds J-LIS in a world and puts its hosts on the network. */
export function createJlis(world: World): Jlis {
  const authorities: Readonly<Record<JpkiKind, Authority>> = {
    sign: createAuthority(world, 'sign'),
    auth: createAuthority(world, 'auth'),
  };
  const revocations: Readonly<Record<JpkiKind, Map<bigint, Revocation>>> = {
    sign: new Map(),
    auth: new Map(),
  };
  for (const kind of ['sign', 'auth'] as const) {
    const source = { authority: authorities[kind], clock: world.clock, revocations: revocations[kind] };
    world.network.serve(OCSP_HOST[kind], 'jlis', ocspHandler(source, `J-LIS OCSP, ${kind} (TEST)`));
    world.network.serve(CRL_HOST[kind], 'jlis', crlHandler(source, `J-LIS CRL, ${kind} (TEST)`));
  }

  const issueCard = (citizen: Citizen, pins: CardPins = defaultPins): IssuedCard => {
    const issuedAt = world.founded;
    const day = dateJst(issuedAt);
    const cardEnd = cardLastDay(day, citizen.birth);
    const authEnd = certificateLastDay(day, citizen.birth, { cardEnd });
    const signEnd = certificateLastDay(day, citizen.birth, { cardEnd, authEnd });
    const signKey = world.keys.rsa(`card ${citizen.number} sign`);
    const authKey = world.keys.rsa(`card ${citizen.number} auth`);
    const signCert = authorities.sign.issue(citizen, spkiOf(signKey), { issuedAt, lastDay: signEnd });
    const authCert = authorities.auth.issue(citizen, spkiOf(authKey), { issuedAt, lastDay: authEnd });
    const data = jpkiCard({
      signCert,
      signCaCert: authorities.sign.certificate,
      authCert,
      authCaCert: authorities.auth.certificate,
      signKey,
      authKey,
      ...pins,
    });
    return { citizen, data, signCert, authCert };
  };

  return {
    anchors: { sign: authorities.sign.certificate, auth: authorities.auth.certificate },
    issueCard,
    revoke(kind, citizen, reason) {
      const serial = authorities[kind].serialOf(citizen.number);
      if (!revocations[kind].has(serial)) revocations[kind].set(serial, { at: world.clock.now(), reason });
    },
  };
}
