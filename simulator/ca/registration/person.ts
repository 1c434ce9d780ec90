/**
 * Who is it? A person is known by the numbers of JPKI certificates and by nothing else: two people may have the same name,
 * birth date and address (INV-14), and one person may change all of them (INV-18).
 *
 * A number not known yet is a person known already only if J-LIS says so: with a live consent after the loss of the earlier
 * certificate, or through the link of card and phone. Otherwise it is a new person.
 */
import { createHmac } from 'node:crypto';
import type { Certificate } from '../../pki/index.ts';
import { askLink, JlisAway, JlisRefused, Refusal } from '../../profile/index.ts';
import type { CaContext } from '../context.ts';
import { carrierOf } from '../jpki/certificate.ts';
import type { Anchor, FourItems, Person } from '../state/records.ts';
import type { Transaction } from '../state/store.ts';

export const serialOf = (certificate: Certificate): string => certificate.serial.toString();

/** The record that holds now: a joined one leads to the other. */
export function personOf(get: Transaction['get'], id: string): Person {
  const person = get('person', id)!;
  return person.joinedTo === undefined ? person : personOf(get, person.joinedTo);
}

/** Whom this number stands for, as far as the CA knows. */
export function knownPerson(get: Transaction['get'], serial: string): Person | undefined {
  const anchor = get('anchor', serial);
  return anchor && personOf(get, anchor.person);
}

/** The person whose card signed. @throws Refusal `person-unknown` */
export function signerOf(get: Transaction['get'], certificate: Certificate): Person {
  const person = knownPerson(get, serialOf(certificate));
  if (!person) throw new Refusal('person-unknown');
  return person;
}

/**
 * Somebody whose number is not known: does J-LIS know him as one of ours? `watch` looks at those whose certificate may have
 * been lost, and asks about them; after it the number may be known.
 */
export async function lookForPerson(
  ctx: CaContext,
  certificate: Certificate,
  watch: () => Promise<void>,
): Promise<string | undefined> {
  if (ctx.verifierUrl === undefined) return undefined;
  if (carrierOf(certificate) === 'phone') {
    const linked = await linkedCard(ctx, serialOf(certificate));
    const person = linked === undefined ? undefined : knownPerson(ctx.store.get, linked);
    if (person) return person.id;
  }
  if (ctx.policy.lookBeforeNewPerson) await watch();
  return knownPerson(ctx.store.get, serialOf(certificate))?.id;
}

/** 公的個人認証法18条4項: the number of the card's certificate that belongs to the phone's. */
async function linkedCard(ctx: CaContext, serial: string): Promise<string | undefined> {
  try {
    const from = { kind: 'sign' as const, serial };
    const answer = await askLink(ctx, { from, to: { kind: 'sign', carrier: 'card' } });
    return answer.outcome === 'FOUND' ? answer.serial : undefined;
  } catch (error) {
    if (error instanceof JlisAway || error instanceof JlisRefused) return undefined;
    throw error;
  }
}

const PAIRWISE_BYTES = 16;

/**
 * The identifier of a person for one app: HMAC-SHA256 under a key of the CA (INV-15). Two apps cannot tell from theirs that
 * it is the same person, and nobody can compute one from the other.
 */
export const pairwiseOf = ({ pairwiseKey }: CaContext, person: string, appId: string): string =>
  createHmac('sha256', pairwiseKey)
    .update(`${person}\0${appId}`)
    .digest()
    .subarray(0, PAIRWISE_BYTES)
    .toString('hex');

export interface ProvedPerson {
  readonly serial: string;
  readonly issuerKeyId: string;
  readonly notAfter: number;
  readonly items: FourItems;
}

/** The person behind a verified certificate: known, found, or new. The number is an anchor from now on. */
export function enterPerson(
  ctx: CaContext,
  tx: Transaction,
  { serial, issuerKeyId, notAfter, items }: ProvedPerson,
  found: string | undefined,
): Person {
  const now = ctx.now().getTime();
  const anchor = tx.get('anchor', serial);
  const known = knownPerson(tx.get, serial) ?? (found === undefined ? undefined : personOf(tx.get, found));
  const person: Person = known ?? {
    id: ctx.id(16),
    items,
    itemsAt: now,
    anchors: [],
    certificates: [],
    consents: [],
    pairwise: {},
    cases: {},
  };
  const own: Anchor = { ...(anchor ?? { state: 'live' }), serial, person: person.id, issuerKeyId, notAfter };
  tx.put('anchor', serial, own);
  const entered = person.anchors.includes(serial)
    ? person
    : { ...person, anchors: [...person.anchors, serial] };
  tx.put('person', person.id, entered);
  return entered;
}

/** The identifier for an app, given once and for ever. */
export function enterPairwise(ctx: CaContext, tx: Transaction, person: Person, appId: string): Person {
  if (person.pairwise[appId] !== undefined) return person;
  const pairwise = { ...person.pairwise, [appId]: ctx.steps.pairwiseOf(ctx, person.id, appId) };
  const entered = { ...person, pairwise };
  tx.put('person', person.id, entered);
  return entered;
}

/**
 * J-LIS told that a number which the CA had taken for a new person is that of an older one: two records become one. The
 * older record stays; identifiers already handed out stay, and where both had one for an app, the older is the person's.
 */
export function joinPersons(tx: Transaction, older: Person, newer: Person): Person {
  const joined: Person = {
    ...older,
    anchors: [...older.anchors, ...newer.anchors.filter((serial) => !older.anchors.includes(serial))],
    certificates: [...older.certificates, ...newer.certificates],
    consents: [...older.consents, ...newer.consents],
    pairwise: { ...newer.pairwise, ...older.pairwise },
    cases: { ...newer.cases, ...older.cases },
  };
  tx.put('person', joined.id, joined);
  tx.put('person', newer.id, { ...newer, joinedTo: joined.id, anchors: [], certificates: [], consents: [] });
  for (const serial of newer.anchors) {
    const anchor = tx.get('anchor', serial);
    if (anchor) tx.put('anchor', serial, { ...anchor, person: joined.id });
  }
  for (const serial of newer.certificates) {
    const certificate = tx.get('certificate', serial)!;
    tx.put('certificate', serial, { ...certificate, person: joined.id });
  }
  for (const id of newer.consents) {
    const consent = tx.get('consent', id)!;
    tx.put('consent', id, { ...consent, person: joined.id });
  }
  tx.audit({ actor: 'j-lis', action: 'person.join', object: joined.id, why: newer.id });
  return joined;
}
