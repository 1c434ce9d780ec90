/** The card that a municipality hands over: data for the chip, from a person, a profile and the register of certificates. */

import type { KeyObject } from 'node:crypto';
import {
  type CardData,
  type CardHolder,
  type CardProfile,
  type FullCardKey,
  ISSUER_KEYS,
  p384PrivateKey,
  profileCard,
} from '../card/index.ts';
import { type Citizen, composeKana, countedBirthday, headOf, individualNumberOf } from '../people/index.ts';
import type { Der } from '../pki/index.ts';
import { dateJst, type World } from '../world/index.ts';
import type { CertificateRecord } from './certificate-book.ts';
import type { JpkiKind } from './config.ts';
import { recordedItems } from './four-items.ts';
import { type CardRecord, endsOn, type Person, type Register } from './person.ts';
import { lazyRecord, type Registry } from './registry.ts';

/** What a municipality hands over at its desk. It may lack certificates: a child's has no signing one. */
export interface IssuedCard {
  /** As the register has the person now; in cards of some profiles with another birthday. */
  readonly citizen: Citizen;
  readonly data: CardData;
  readonly signCert: Der | undefined;
  readonly authCert: Der | undefined;
}

const DAY_MS = 86_400_000;

/** What is printed on a card. */
function holderOf(world: World, { number, register }: Person, card: CardRecord): CardHolder {
  const own = world.chance.fork(`card face ${number}`);
  const { name, address, birth, gender, municipality } = register;
  return {
    name,
    address,
    birth,
    gender,
    individualNumber: individualNumberOf(world.chance, number),
    municipalityCode: municipality.code,
    lastDay: card.lastDay,
    securityCode: String(own.below(10_000)).padStart(4, '0'),
    // Issued cards begin with 4 (observed); the rest counts citizens and their cards.
    serial: `4${String(card.number - 1).padStart(4, '0')}${String(number).padStart(10, '0')}`,
  };
}

export interface CardDesk {
  /** The person's card as it is now, of a profile. */
  card(person: Person, profile: CardProfile): IssuedCard;
}

export function createCardDesk(registry: Registry): CardDesk {
  const { world, generations } = registry;
  const issuerKeys = new Map<string, KeyObject>();

  /** Keys of the applications besides JPKI: issuers have theirs once, each card its own. */
  function keysOfCard(number: number): (name: FullCardKey) => KeyObject {
    const ofCard = new Map<string, KeyObject>();
    return (name) => {
      const issuer = (ISSUER_KEYS as readonly string[]).includes(name);
      const kept = issuer ? issuerKeys : ofCard;
      const key = kept.get(name) ?? world.keys.rsa(issuer ? name : `card ${number} ${name}`);
      kept.set(name, key);
      return key;
    };
  }

  /** The register entry as a profile wants it. */
  const profiled = (register: Register, { holder }: CardProfile): Register => ({
    ...register,
    ...(holder.birth !== undefined && { birth: holder.birth }),
    ...(holder.gender !== undefined && { gender: holder.gender }),
  });

  /** A certificate that differs from the person's by what the profile says, under the same number. */
  function variant(
    person: Person,
    register: Register,
    record: CertificateRecord,
    profile: CardProfile,
  ): CertificateRecord {
    const { kind } = record;
    const past = profile.certificates[kind] === 'expired';
    const { founded } = world;
    const ends = endsOn(dateJst(record.issuedAt), register, 0);
    const label = `card ${person.number} ${kind}`;
    return lazyRecord(
      {
        ...record,
        items: recordedItems(register, register.kana && composeKana(register.kana)),
        // Issued a year before the world began and over the day before it.
        issuedAt: past ? new Date(founded.getTime() - 365 * DAY_MS) : record.issuedAt,
        lastDay: past ? dateJst(new Date(founded.getTime() - DAY_MS)) : ends[`${kind}End`]!,
      },
      {
        world,
        generations,
        keyLabel: label,
        ...(profile.algorithm === 'ecdsa-p384' && {
          key: p384PrivateKey(world.chance.fork(`${label} p384`).bytes(48)),
        }),
      },
    );
  }

  /** The certificate that goes onto a card of a profile; the books know it. */
  function certificateFor(
    person: Person,
    card: CardRecord,
    profile: CardProfile,
    kind: JpkiKind,
  ): CertificateRecord | undefined {
    const record = card[kind];
    if (record === undefined || profile.certificates[kind] === 'none') return undefined;
    const { birth, gender } = profile.holder;
    const same =
      birth === undefined &&
      gender === undefined &&
      profile.certificates[kind] === 'valid' &&
      profile.algorithm === 'rsa-2048';
    if (same || card.number > 1) return record;
    const own = variant(person, profiled(person.register, profile), record, profile);
    registry.enter(person, own);
    card[kind] = own;
    return own;
  }

  return {
    card(person, profile) {
      const card = person.card;
      if (card === undefined) throw new Error('a person without a card');
      const register = profiled(person.register, profile);
      const records = {
        sign: certificateFor(person, card, profile, 'sign'),
        auth: certificateFor(person, card, profile, 'auth'),
      };
      const spare = (kind: JpkiKind): KeyObject =>
        card[kind]?.key ?? world.keys.rsa(`card ${person.number} ${kind}`);
      const { birthYear, securityCode } = profile.holder;
      const holder = holderOf(world, { ...person, register }, card);
      const lastDay =
        profile.card === 'expired' ? dateJst(new Date(world.founded.getTime() - DAY_MS)) : card.lastDay;
      const generation = (kind: JpkiKind) =>
        generations[kind].generation(card[kind]?.generation ?? person.certificates[0]!.generation);
      const data = profileCard(profile, {
        signCert: records.sign?.certificate,
        signCaCert: generation('sign').certificate,
        authCert: records.auth?.certificate,
        authCaCert: generation('auth').certificate,
        signKey: records.sign?.key ?? spare('sign'),
        authKey: records.auth?.key ?? spare('auth'),
        holder: {
          ...holder,
          // The face and its files want a calendar day.
          birth: countedBirthday(holder.birth),
          lastDay,
          ...(birthYear && { birthYear }),
          ...(securityCode !== undefined && { securityCode }),
        },
        keys: keysOfCard(person.number),
      });
      const citizen: Citizen = { number: person.number, household: headOf(person.number), ...register };
      return { citizen, data, signCert: records.sign?.certificate, authCert: records.auth?.certificate };
    },
  };
}
