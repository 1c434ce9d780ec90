/**
 * The register: those to whom something happened, and every certificate by its number.
 *
 * Everybody else is computed from the seed when asked for and forgotten again, so that memory grows with those touched.
 */
import { type CardProfile, loadProfile } from '../../card/index.ts';
import { type Citizen, citizenOf } from '../../people/index.ts';
import type { World } from '../../world/index.ts';
import type { Authority } from '../authority/authority.ts';
import type { JpkiKind } from '../config.ts';
import type { JlisKnobs } from '../knobs.ts';
import type { JlisSteps } from '../steps.ts';
import { entryOf, firstCardOf } from './first-card.ts';
import type { CertificateRecord, Person, StatusRecord } from './records.ts';

export interface Register {
  /** The person, from now on kept. */
  person(citizenNumber: number): Person;
  /** To look at, without being kept. */
  peek(citizenNumber: number): Person;
  /** How many are kept. */
  readonly touched: number;
  /** Puts a citizen with a first card of this kind on the register, unless something has happened to the person already. */
  begin(citizen: Citizen, profile: CardProfile): void;
  /** A certificate by its number: O(1). */
  certificate(kind: JpkiKind, serial: bigint): CertificateRecord | undefined;
  add(person: Person, record: CertificateRecord): void;
  /** Appends to the history of a certificate. */
  record(certificate: CertificateRecord, record: StatusRecord): void;
  /** Certificates of a generation with any record, rising by number. */
  recorded(kind: JpkiKind, generation: number): readonly CertificateRecord[];
  /** Rises with everything recorded. */
  readonly revision: number;
}

export interface RegisterDeps {
  readonly world: World;
  readonly authorities: Readonly<Record<JpkiKind, Authority>>;
  readonly knobs: JlisKnobs;
  readonly steps: JlisSteps;
  /** Lets everything happen that is due. */
  readonly settle: () => void;
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
  const { world, authorities, steps } = deps;
  const people = new Map<number, Person>();
  const bySerial: Readonly<Record<JpkiKind, Map<bigint, CertificateRecord>>> = {
    sign: new Map(),
    auth: new Map(),
  };
  const recorded = new Map<string, CertificateRecord[]>();
  const usual = loadProfile('default');
  let revision = 0;

  function make(citizen: Citizen, profile: CardProfile): Person {
    const { card, certificates } = firstCardOf(deps, citizen, profile);
    const entry = entryOf(citizen);
    return {
      citizen,
      entry,
      eventful: false,
      status: 'resident',
      cards: card ? [card] : [],
      certificates: [...certificates],
    };
  }

  function put(citizen: Citizen, profile: CardProfile): Person {
    const person = make(citizen, profile);
    people.set(citizen.number, person);
    for (const record of person.certificates) bySerial[record.kind].set(record.serial, record);
    return person;
  }

  const isSame = ({ citizen, cards }: Person, other: Citizen, profile: CardProfile): boolean =>
    citizen.birth === other.birth && citizen.gender === other.gender && cards[0]?.profile === profile;

  const known = (number: number): Person | undefined => {
    deps.settle();
    return people.get(number);
  };

  return {
    person: (number) => known(number) ?? put(citizenOf(world.chance, number), usual),
    peek: (number) => known(number) ?? make(citizenOf(world.chance, number), usual),
    get touched() {
      return people.size;
    },
    begin(citizen, profile) {
      const former = known(citizen.number);
      if (former && (former.eventful || isSame(former, citizen, profile))) return;
      revision += 1;
      for (const { kind, serial } of former?.certificates ?? []) bySerial[kind].delete(serial);
      put(citizen, profile);
    },
    certificate(kind, serial) {
      deps.settle();
      const kept = bySerial[kind].get(serial);
      if (kept) return kept;
      const number = authorities[kind].serials.citizenOf(serial);
      if (number === undefined || people.has(number)) return undefined;
      const { certificates } = make(citizenOf(world.chance, number), usual);
      return certificates.find((c) => c.kind === kind);
    },
    add(person, record) {
      person.certificates.push(record);
      bySerial[record.kind].set(record.serial, record);
      revision += 1;
    },
    record(certificate, record) {
      certificate.history = steps.appended(certificate.history, record);
      revision += 1;
      const key = `${certificate.kind} ${certificate.generation}`;
      const list = recorded.get(key) ?? [];
      recorded.set(key, list);
      const place = placeOf(list, certificate.serial);
      if (list[place] !== certificate) list.splice(place, 0, certificate);
    },
    recorded(kind, generation) {
      deps.settle();
      return recorded.get(`${kind} ${generation}`) ?? [];
    },
    get revision() {
      deps.settle();
      return revision;
    },
  };
}
