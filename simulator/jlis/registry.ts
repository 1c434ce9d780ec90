/**
 * Persons, cards and certificates together: who is touched is kept, everybody else follows from the seed.
 */

import { CITIZEN_MAX, type Citizen, citizenOf, composeKana } from '../people/index.ts';
import { type CrlReason, spkiOf } from '../pki/index.ts';
import type { Carrier } from '../profile/index.ts';
import { dateJst, type World } from '../world/index.ts';
import { type CertificateBook, type CertificateRecord, createCertificateBook } from './certificate-book.ts';
import { certify } from './certificate-profile.ts';
import type { JpkiKind } from './config.ts';
import { recordedItems } from './four-items.ts';
import { createGenerations, type Generations, issuingNumberAt } from './generations.ts';
import type { JlisKnobs } from './knobs.ts';
import { firstIssue, type Person, registerOf } from './person.ts';
import { createSerials, type Serials } from './serials.ts';
import { endOfDayJst } from './validity.ts';

export const KINDS = ['sign', 'auth'] as const;

/** What a new certificate is made of besides the person. */
export interface NewCertificate {
  readonly kind: JpkiKind;
  readonly carrier: Carrier;
  readonly lastDay: string;
}

export interface Registry {
  readonly world: World;
  readonly knobs: JlisKnobs;
  readonly books: Readonly<Record<JpkiKind, CertificateBook>>;
  readonly generations: Readonly<Record<JpkiKind, Generations>>;
  /** That citizen as a person, kept from now on. What was due by now has happened. */
  person(number: number): Person;
  /** How many are kept. */
  readonly touched: number;
  /** The person whom a certificate was issued to; undefined if the number was never given. */
  owner(kind: JpkiKind, serial: bigint): { person: Person; record: CertificateRecord } | undefined;
  /** Issue now: number, key and certificate follow from the world's seed. */
  issue(person: Person, certificate: NewCertificate): CertificateRecord;
  /** Put a certificate under a known number on the books: a card of another kind for the same citizen. */
  enter(person: Person, record: CertificateRecord): void;
  revoke(record: CertificateRecord | undefined, reason: CrlReason, at?: Date): void;
  resume(record: CertificateRecord): void;
  /** The card becomes void at an instant unless the person does something before; undefined: no term runs. */
  setTerm(person: Person, at: Date | undefined): void;
}

/** A record whose key and certificate are made when first asked for. */
export function lazyRecord(
  fields: Omit<CertificateRecord, 'certificate' | 'key' | 'notAfter' | 'marks'>,
  make: Pick<Registry, 'world' | 'generations'> & {
    readonly keyLabel: string;
    readonly key?: CertificateRecord['key'];
  },
): CertificateRecord {
  const { world, generations, keyLabel } = make;
  let key = make.key;
  let certificate: CertificateRecord['certificate'] | undefined;
  return {
    ...fields,
    notAfter: endOfDayJst(fields.lastDay),
    marks: [],
    get key() {
      key ??= world.keys.rsa(keyLabel);
      return key;
    },
    get certificate() {
      certificate ??= certify(generations[fields.kind].generation(fields.generation), {
        ...fields,
        spki: spkiOf(this.key),
        chance: world.chance.fork(`jlis ${fields.kind} subject ${fields.serial}`),
      });
      return certificate;
    },
  };
}

export function createRegistry(world: World, knobs: JlisKnobs): Registry {
  const persons = new Map<number, Person>();
  const terms = new Set<Person>();
  const serials: Record<JpkiKind, Serials> = {
    sign: createSerials(world.chance.fork('jlis sign serials')),
    auth: createSerials(world.chance.fork('jlis auth serials')),
  };
  const generations = { sign: createGenerations(world, 'sign'), auth: createGenerations(world, 'auth') };
  const plan = (citizen: Citizen) => firstIssue(citizen, world.founded, knobs.signFromAge);

  let settling = false;
  /** Terms that have passed end cards at the instant they passed. */
  function settle(): void {
    if (settling || terms.size === 0) return;
    settling = true;
    const now = world.clock.now();
    for (const person of terms) {
      const at = person.cardVoidAt;
      if (at === undefined || at > now) continue;
      registry.setTerm(person, undefined);
      if (person.card) person.card.state = 'void';
      for (const record of person.certificates) registry.revoke(record, knobs.reasons.cardVoid, at);
    }
    settling = false;
  }

  const bookOf = (kind: JpkiKind): CertificateBook =>
    createCertificateBook({
      clock: world.clock,
      generations: generations[kind],
      serials: serials[kind],
      settle,
      first(number) {
        const ends = plan(citizenOf(world.chance, number));
        const lastDay = kind === 'sign' ? ends.signEnd : ends.authEnd;
        return lastDay === undefined
          ? undefined
          : { generation: ends.generation, notAfter: endOfDayJst(lastDay) };
      },
    });
  const books = { sign: bookOf('sign'), auth: bookOf('auth') };

  function touch(number: number): Person {
    const citizen = citizenOf(world.chance, number);
    const { generation, issuedAt, cardEnd, authEnd, signEnd } = plan(citizen);
    const register = registerOf(citizen);
    const person: Person = {
      number,
      register,
      residence: 'resident',
      card: undefined,
      phone: undefined,
      certificates: [],
      cardVoidAt: undefined,
    };
    const first = (kind: JpkiKind, lastDay: string): CertificateRecord =>
      lazyRecord(
        {
          kind,
          carrier: 'card',
          generation,
          serial: serials[kind].first(number),
          holder: number,
          municipality: register.municipality,
          items: recordedItems(register, register.kana && composeKana(register.kana)),
          issuedAt,
          lastDay,
        },
        { world, generations, keyLabel: `card ${number} ${kind}` },
      );
    const sign = signEnd === undefined ? undefined : first('sign', signEnd);
    const auth = first('auth', authEnd);
    for (const record of [sign, auth]) if (record) registry.enter(person, record);
    person.card = { number: 1, issuedDay: dateJst(issuedAt), lastDay: cardEnd, state: 'valid', sign, auth };
    return person;
  }

  const registry: Registry = {
    world,
    knobs,
    books,
    generations,
    get touched() {
      return persons.size;
    },
    person(number) {
      settle();
      const known = persons.get(number);
      if (known) return known;
      const person = touch(number);
      persons.set(number, person);
      return person;
    },
    owner(kind, serial) {
      settle();
      const record = books[kind].find(serial);
      if (record) return { person: registry.person(record.holder), record };
      const number = serials[kind].citizenOf(serial);
      if (number === undefined || number > CITIZEN_MAX) return undefined;
      const person = registry.person(number);
      const own = books[kind].find(serial);
      return own && { person, record: own };
    },
    issue(person, { kind, carrier, lastDay }) {
      const { register, number } = person;
      const issuedAt = world.clock.now();
      const record = lazyRecord(
        {
          kind,
          carrier,
          generation: issuingNumberAt(issuedAt),
          serial: serials[kind].next(),
          holder: number,
          municipality: register.municipality,
          items: recordedItems(register, register.kana && composeKana(register.kana)),
          issuedAt,
          lastDay,
        },
        { world, generations, keyLabel: `${carrier} ${number} ${kind} ${person.certificates.length}` },
      );
      registry.enter(person, record);
      return record;
    },
    enter(person, record) {
      books[record.kind].add(record);
      const at = person.certificates.findIndex(
        (one) => one.kind === record.kind && one.serial === record.serial,
      );
      if (at < 0) person.certificates.push(record);
      else person.certificates[at] = record;
    },
    revoke(record, reason, at = world.clock.now()) {
      // An ended certificate has no effect to lose (公的個人認証法 15条1項).
      if (record && at <= record.notAfter) books[record.kind].mark(record, { at, status: 'revoked', reason });
    },
    resume(record) {
      books[record.kind].mark(record, { at: world.clock.now(), status: 'good' });
    },
    setTerm(person, at) {
      person.cardVoidAt = at;
      if (at) terms.add(person);
      else terms.delete(person);
    },
  };
  return registry;
}
