/** What the desk writes to a card, from the records: certificates, keys, the holder's data on face and in applications. */
import type { KeyObject } from 'node:crypto';
import {
  type CardData,
  type CardHolder,
  type CardProfile,
  type FullCardKey,
  ISSUER_KEYS,
  loadProfile,
  p384PrivateKey,
  profileCard,
} from '../card/index.ts';
import { individualNumberOf } from '../people/index.ts';
import { type Der, spkiOf } from '../pki/index.ts';
import { dateJst, type World } from '../world/index.ts';
import type { Authority } from './authority/authority.ts';
import type { JpkiKind } from './config.ts';
import type { CardRecord, CertificateRecord, Person } from './register/records.ts';

export interface CardMaker {
  keyOf(record: Pick<CertificateRecord, 'keyLabel' | 'algorithm'>): KeyObject;
  certificateOf(record: CertificateRecord): Der;
  dataOf(citizenNumber: number, card: CardRecord): CardData;
}

export function createCardMaker(world: World, authorities: Readonly<Record<JpkiKind, Authority>>): CardMaker {
  const issuerKeys = new Map<string, KeyObject>();

  /** Names a card beside the others of the same person; the first one carries the citizen's number alone. */
  const cardName = (number: number, { sequence }: CardRecord): string =>
    sequence === 1 ? `${number}` : `${number}-${sequence}`;

  /** Keys of the applications besides JPKI: issuers have theirs once, each card its own. */
  function keysOfCard(name: string): (key: FullCardKey) => KeyObject {
    const ofCard = new Map<string, KeyObject>();
    return (label) => {
      const issuer = (ISSUER_KEYS as readonly string[]).includes(label);
      const kept = issuer ? issuerKeys : ofCard;
      const key = kept.get(label) ?? world.keys.rsa(issuer ? label : `card ${name} ${label}`);
      kept.set(label, key);
      return key;
    };
  }

  function holderOf(number: number, card: CardRecord): CardHolder {
    const { face, lastDay } = card.chip;
    const { birthYear, securityCode } = card.profile.holder;
    const own = world.chance.fork(`card face ${cardName(number, card)}`);
    const { name, address, birth, gender, municipality } = face;
    return {
      name,
      address,
      birth,
      gender,
      individualNumber: individualNumberOf(world.chance, number),
      municipalityCode: municipality.code,
      lastDay,
      securityCode: securityCode ?? String(own.below(10_000)).padStart(4, '0'),
      // Issued cards begin with 4 (observed); the rest counts a person's cards and citizens.
      serial: `4${String(Math.max(0, card.sequence - 1)).padStart(4, '0')}${String(number).padStart(10, '0')}`,
      ...(birthYear && { birthYear }),
    };
  }

  const keyOf: CardMaker['keyOf'] = ({ keyLabel, algorithm }) =>
    algorithm === 'rsa-2048'
      ? world.keys.rsa(keyLabel)
      : p384PrivateKey(world.chance.fork(`${keyLabel} p384`).bytes(48));

  const certificateOf: CardMaker['certificateOf'] = (record) =>
    authorities[record.kind].certificate(record, spkiOf(keyOf(record)));

  return {
    keyOf,
    certificateOf,
    dataOf(number, card) {
      const { profile, chip } = card;
      const { algorithm } = profile;
      const name = cardName(number, card);
      /** A chip has both key pairs, also where a certificate was never issued. */
      const half = (kind: JpkiKind) => {
        const record = chip[kind];
        const generation = record?.generation ?? authorities[kind].generations.issuingAt(card.issuedAt);
        return {
          cert: record && certificateOf(record),
          ca: authorities[kind].generations.get(generation).certificate,
          key: keyOf(record ?? { keyLabel: `card ${name} ${kind}`, algorithm }),
        };
      };
      const [sign, auth] = [half('sign'), half('auth')];
      return profileCard(profile, {
        signCert: sign.cert,
        signCaCert: sign.ca,
        signKey: sign.key,
        authCert: auth.cert,
        authCaCert: auth.ca,
        authKey: auth.key,
        holder: holderOf(number, card),
        keys: keysOfCard(name),
      });
    },
  };
}

/** What a phone holds, as if it were a card; undefined when there is none. */
export function phoneCard({ phone, entry, certificates }: Person): CardRecord | undefined {
  if (phone === undefined || phone.state === 'given-up') return undefined;
  const newest = (kind: JpkiKind) => certificates.findLast((c) => c.kind === kind && c.carrier === 'phone');
  const [sign, auth] = [newest('sign'), newest('auth')];
  const lastDay = dateJst((sign ?? auth)!.notAfter);
  return {
    sequence: 0,
    issuedAt: (sign ?? auth)!.issuedAt,
    profile: loadProfile(phone.model === 'iphone' ? 'iphone' : 'android-phone'),
    lastDay,
    state: phone.state,
    chip: { face: entry, lastDay, sign, auth },
  };
}

/** The same profile with other initial PINs. */
export const withPins = (profile: CardProfile, pins: Partial<CardProfile['pins']>): CardProfile => ({
  ...profile,
  pins: { ...profile.pins, ...pins },
});
