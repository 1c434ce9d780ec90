/**
 * What must be true of J-LIS's records at every moment, whatever happened. Written from the law; it looks at the records alone
 * and knows no model.
 */
import type { CertificateOnRecord, PersonOnRecord } from '../../simulator/jlis/index.ts';
import { ageOn, dayOf } from './lives-life.ts';
import type { Real } from './lives-world.ts';

export class Broken extends Error {}

export function demand(holds: boolean, says: string): asserts holds {
  if (!holds) throw new Broken(says);
}

export const keyOf = ({ kind, serial }: Pick<CertificateOnRecord, 'kind' | 'serial'>): string =>
  `${kind} ${serial}`;

const inShort = (c: CertificateOnRecord): string => `${c.carrier} ${c.kind} ${c.serial}`;

function invariantsOfPerson(real: Real, person: PersonOnRecord, now: Date): void {
  const { certificates, status } = person;
  const alive = certificates.filter((c) => c.alive);
  for (const kind of ['sign', 'auth'] as const)
    for (const carrier of ['card', 'phone'] as const)
      demand(
        alive.filter((c) => c.kind === kind && c.carrier === carrier).length <= 1,
        `公的個人認証法 6条: two living certificates, ${carrier} ${kind}`,
      );
  if (status === 'dead' || status === 'deleted')
    demand(alive.length === 0, `12条2号: ${alive.map(inShort).join(', ')} lives, the person is ${status}`);
  for (const carrier of ['card', 'phone'] as const) {
    const of = (kind: string) => alive.find((c) => c.carrier === carrier && c.kind === kind);
    const [sign, auth] = [of('sign'), of('auth')];
    demand(!sign || !auth || sign.notAfter <= auth.notAfter, `${carrier}: signing outlasts authentication`);
  }
  for (const c of certificates) {
    if (c.kind === 'sign')
      demand(
        ageOn(person.entry.birth, dayOf(c.issuedAt)) >= 15 || c.lost !== undefined || wasCorrected(person, c),
        `${inShort(c)} was issued to a child`,
      );
    const key = keyOf(c);
    // A loss is for good, but for the hold of a phone's authentication certificate.
    demand(!(real.lostForGood.has(key) && c.alive), `${inShort(c)} has effect again`);
    const resumable = c.carrier === 'phone' && c.kind === 'auth' && c.lost?.reason === 'certificateHold';
    if (c.lost && !resumable) real.lostForGood.add(key);
    demand(c.lost === undefined || c.lost.at <= now, `${inShort(c)} is lost in the future`);
  }
}

/** A birthday that was corrected since the issue: the age then was another. */
const wasCorrected = ({ entry }: PersonOnRecord, { items }: CertificateOnRecord): boolean =>
  items !== undefined && items.birth.slice(1) !== entry.birth.replaceAll('-', '');

/** @throws Broken with the first rule that does not hold */
export function invariants(real: Real, numbers: readonly number[]): void {
  const now = real.clock.now();
  const given = new Set<string>();
  for (const number of numbers) {
    const person = real.jlis.person(number);
    invariantsOfPerson(real, person, now);
    for (const c of person.certificates) {
      const key = keyOf(c);
      demand(!given.has(key), `the number ${key} was given twice`);
      given.add(key);
    }
  }
}
