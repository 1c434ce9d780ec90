/**
 * The register: those to whom something happened, and every certificate by its number.
 *
 * Everybody else is computed from the seed when asked for and forgotten again, so that memory grows with those touched.
 */
import { type CardProfile, loadProfile } from '../../card/index.ts';
import { type Citizen, citizenOf } from '../../people/index.ts';
import type { CrlReason } from '../../pki/index.ts';
import type { World } from '../../world/index.ts';
import type { Authority } from '../authority/authority.ts';
import type { JpkiKind } from '../config.ts';
import type { JlisKnobs } from '../knobs.ts';
import { entryOf, firstCardOf } from './first-card.ts';
import type { CertificateRecord, Person } from './records.ts';

export interface Register {
  /** The person, from now on kept. */
  person(citizenNumber: number): Person;
  /** Is anything kept of this person? */
  isTouched(citizenNumber: number): boolean;
  /** How many are kept. */
  readonly touched: number;
  /** Puts a citizen with a first card of this kind on the register, unless something has happened to the person already. */
  begin(citizen: Citizen, profile: CardProfile): void;
  /** A certificate by its number: O(1). */
  certificate(kind: JpkiKind, serial: bigint): CertificateRecord | undefined;
  add(person: Person, record: CertificateRecord): void;
  /** Appends to the history of a certificate. */
  record(record: CertificateRecord, at: Date, reason: CrlReason | undefined): void;
  /** Certificates of a generation with any record, rising by number. */
  recorded(kind: JpkiKind, generation: number): readonly CertificateRecord[];
  /** Rises with everything recorded. */
  readonly revision: number;
}

export interface RegisterDeps {
  readonly world: World;
  readonly authorities: Readonly<Record<JpkiKind, Authority>>;
  readonly knobs: JlisKnobs;
}

/** Kept sorted: where `serial` is, or would be. */
function placeOf(list: readonly CertificateRecord[], serial: bigint): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.serial < serial) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function createRegister(deps: RegisterDeps): Register {
  const { world, authorities } = deps;
  const people = new Map<number, Person>();
  const bySerial: Readonly<Record<JpkiKind, Map<bigint, CertificateRecord>>> = {
    sign: new Map(),
    auth: new Map(),
  };
  const recorded = new Map<string, CertificateRecord[]>();
  const usual = loadProfile('default');
  let revision = 0;

  function put(citizen: Citizen, profile: CardProfile): Person {
    const { card, certificates } = firstCardOf(deps, citizen, profile);
    const entry = entryOf(citizen);
    const person: Person = {
      citizen,
      entry,
      status: 'resident',
      cards: [card],
      certificates: [...certificates],
    };
    people.set(citizen.number, person);
    for (const record of certificates) bySerial[record.kind].set(record.serial, record);
    return person;
  }

  const isPristine = ({ status, cards, certificates }: Person): boolean =>
    status === 'resident' &&
    cards.length === 1 &&
    certificates.every(({ history, serial, kind, citizen }) => {
      return history.length === 0 && authorities[kind].serials.first(citizen) === serial;
    });

  const isSame = (
    { citizen: { birth, gender }, cards }: Person,
    citizen: Citizen,
    profile: CardProfile,
  ): boolean => birth === citizen.birth && gender === citizen.gender && cards[0]!.profile === profile;

  return {
    person: (number) => people.get(number) ?? put(citizenOf(world.chance, number), usual),
    isTouched: (number) => people.has(number),
    get touched() {
      return people.size;
    },
    begin(citizen, profile) {
      const known = people.get(citizen.number);
      if (known && (!isPristine(known) || isSame(known, citizen, profile))) return;
      revision += 1;
      for (const { kind, serial } of known?.certificates ?? []) bySerial[kind].delete(serial);
      put(citizen, profile);
    },
    certificate(kind, serial) {
      const known = bySerial[kind].get(serial);
      if (known) return known;
      const number = authorities[kind].serials.citizenOf(serial);
      if (number === undefined || people.has(number)) return undefined;
      return firstCardOf(deps, citizenOf(world.chance, number), usual).certificates.find(
        (c) => c.kind === kind,
      );
    },
    add(person, record) {
      person.certificates.push(record);
      bySerial[record.kind].set(record.serial, record);
      revision += 1;
    },
    record(record, at, reason) {
      record.history.push({ at, reason });
      revision += 1;
      const key = `${record.kind} ${record.generation}`;
      const list = recorded.get(key) ?? [];
      recorded.set(key, list);
      const place = placeOf(list, record.serial);
      if (list[place] !== record) list.splice(place, 0, record);
    },
    recorded: (kind, generation) => recorded.get(`${kind} ${generation}`) ?? [],
    get revision() {
      return revision;
    },
  };
}
