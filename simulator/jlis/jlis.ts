/** J-LIS: two certification authorities, the cards they certify, and the status of what they issued. */

import type { KeyObject } from 'node:crypto';
import {
  type CardData,
  type CardHolder,
  type CardProfile,
  defaultPins,
  type FullCardKey,
  ISSUER_KEYS,
  jpkiCard,
  p384PrivateKey,
  profileCard,
} from '../card/index.ts';
import { type Citizen, individualNumberOf } from '../people/index.ts';
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

/** A card of some profile: it may lack certificates. */
export interface IssuedProfileCard {
  /** As the profile has them: perhaps with another birthday. */
  readonly citizen: Citizen;
  readonly data: CardData;
  readonly signCert: Der | undefined;
  readonly authCert: Der | undefined;
}

/** Initial values of both PINs; the profile's own if none are given. */
export type CardPins = { readonly signPin: string; readonly authPin: string };

export interface Jlis {
  /** Self-signed certificates: the trust anchors. */
  readonly anchors: Readonly<Record<JpkiKind, Der>>;
  /** A citizen's card. The same card again and again: keys and serials come from the world's seed and the citizen. */
  issueCard(citizen: Citizen, pins?: CardPins): IssuedCard;
  /** A citizen's card of a profile, with every application if the profile says so. */
  issueProfileCard(citizen: Citizen, profile: CardProfile): IssuedProfileCard;
  /** Record a loss of effect now; OCSP and CRL tell it from then on. Revoking twice keeps the first. */
  revoke(kind: JpkiKind, citizen: Citizen, reason: CrlReason): void;
}

const DAY_MS = 86_400_000;

/** When something was issued and on which day it ends. */
type Life = { readonly issuedAt: Date; readonly lastDay: string };

/** Issued a year before the world began and over the day before it. */
const pastLife = (world: World): Life => ({
  issuedAt: new Date(world.founded.getTime() - 365 * DAY_MS),
  lastDay: dateJst(new Date(world.founded.getTime() - DAY_MS)),
});

/** What is printed on a citizen's card. */
function holderOf(world: World, citizen: Citizen, lastDay: string): CardHolder {
  const own = world.chance.fork(`card face ${citizen.number}`);
  const { name, address, birth, gender, municipality } = citizen;
  return {
    name,
    address,
    birth,
    gender,
    individualNumber: individualNumberOf(world.chance, citizen.number),
    municipalityCode: municipality.code,
    lastDay,
    securityCode: String(own.below(10_000)).padStart(4, '0'),
    // Issued cards begin with 4 (observed); the rest counts citizens.
    serial: `4${String(citizen.number).padStart(14, '0')}`,
  };
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

  const issuerKeys = new Map<string, KeyObject>();
  /** Keys of the applications besides JPKI: issuers have theirs once, each card its own. */
  const keysOfCard = (citizen: Citizen): ((name: FullCardKey) => KeyObject) => {
    const ofCard = new Map<string, KeyObject>();
    return (name) => {
      const issuer = (ISSUER_KEYS as readonly string[]).includes(name);
      const kept = issuer ? issuerKeys : ofCard;
      const key = kept.get(name) ?? world.keys.rsa(issuer ? name : `card ${citizen.number} ${name}`);
      kept.set(name, key);
      return key;
    };
  };

  const jpkiKey = (citizen: Citizen, kind: JpkiKind, algorithm: CardProfile['algorithm']): KeyObject =>
    algorithm === 'rsa-2048'
      ? world.keys.rsa(`card ${citizen.number} ${kind}`)
      : p384PrivateKey(world.chance.fork(`card ${citizen.number} ${kind} p384`).bytes(48));

  /** Last days of card and certificates by the rules, or all in the past. */
  function livesOf(citizen: Citizen, profile: CardProfile): { card: string; sign: Life; auth: Life } {
    const issuedAt = world.founded;
    const day = dateJst(issuedAt);
    const past = pastLife(world);
    const card = profile.card === 'expired' ? past.lastDay : cardLastDay(day, citizen.birth);
    const authEnd = certificateLastDay(day, citizen.birth, { cardEnd: card });
    const signEnd = certificateLastDay(day, citizen.birth, { cardEnd: card, authEnd });
    const lifeOf = (kind: JpkiKind, lastDay: string): Life =>
      profile.certificates[kind] === 'expired' ? past : { issuedAt, lastDay };
    return { card, sign: lifeOf('sign', signEnd), auth: lifeOf('auth', authEnd) };
  }

  const issueProfileCard = (registered: Citizen, profile: CardProfile): IssuedProfileCard => {
    const { birth = registered.birth, gender = registered.gender, birthYear, securityCode } = profile.holder;
    const citizen = { ...registered, birth, gender };
    const lives = livesOf(citizen, profile);
    const signKey = jpkiKey(citizen, 'sign', profile.algorithm);
    const authKey = jpkiKey(citizen, 'auth', profile.algorithm);
    const certify = (kind: JpkiKind, key: KeyObject): Der | undefined =>
      profile.certificates[kind] === 'none'
        ? undefined
        : authorities[kind].issue(citizen, spkiOf(key), lives[kind]);
    const [signCert, authCert] = [certify('sign', signKey), certify('auth', authKey)];
    const data = profileCard(profile, {
      signCert,
      signCaCert: authorities.sign.certificate,
      authCert,
      authCaCert: authorities.auth.certificate,
      signKey,
      authKey,
      holder: {
        ...holderOf(world, citizen, lives.card),
        ...(birthYear && { birthYear }),
        ...(securityCode !== undefined && { securityCode }),
      },
      keys: keysOfCard(citizen),
    });
    return { citizen, data, signCert, authCert };
  };

  return {
    issueProfileCard,
    anchors: { sign: authorities.sign.certificate, auth: authorities.auth.certificate },
    issueCard,
    revoke(kind, citizen, reason) {
      const serial = authorities[kind].serialOf(citizen.number);
      if (!revocations[kind].has(serial)) revocations[kind].set(serial, { at: world.clock.now(), reason });
    },
  };
}
