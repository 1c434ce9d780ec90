/** Many people at once at a CA behind a socket on loopback, with revocations in between; and whether anything was lost or done twice. */
import { CA_HOST, verifyAudit } from '../../ca/index.ts';
import { adultNumber } from '../../people/index.ts';
import { type LoopbackServer, serveOnLoopback } from '../servers.ts';
import type { CaSetting, Phone } from './ca-setting.ts';

/** A few people on many phones: keys of cards are few, and the same person comes again and again. */
export const PEOPLE = 8;
/** One in so many asks for the end of what was just issued. */
const REVOKED_ONE_IN = 10;

/** How often a request goes out whose connection was let go: a server ends idle ones, and the next request may be on its way. */
const TRIES = 3;

/** Asks again as any client does. What the CA did already it does not do twice; the account would tell. */
async function patiently(ask: () => Promise<Response>, tries = TRIES): Promise<Response> {
  try {
    return await ask();
  } catch (error) {
    if (tries <= 1) throw error;
    return patiently(ask, tries - 1);
  }
}

/** From here on what people send to the CA goes over a socket. */
export async function overLoopback(own: CaSetting): Promise<LoopbackServer> {
  const server = await serveOnLoopback((request) => own.ca.handler(request), { host: CA_HOST });
  own.world.network.serve(CA_HOST, 'ca', async (request) => {
    const { pathname } = new URL(request.url);
    const { method } = request;
    const body = method === 'POST' ? await request.text() : undefined;
    const headers = { 'content-type': 'application/json' };
    return patiently(() =>
      fetch(`${server.url}${pathname}`, { method, headers, ...(body !== undefined && { body }) }),
    );
  });
  return server;
}

async function enrolOne(own: CaSetting, i: number): Promise<Phone> {
  const phone = await own.enrol(adultNumber(1 + (i % PEOPLE)), 'abc-bank');
  if (i % REVOKED_ONE_IN !== 0) return phone;
  const wish = { purpose: 'revocation', wish: 'stop', at: own.time(), nonce: own.nonce() };
  const { status } = await own.post('/revocations', { jws: own.jws(phone, wish) });
  if (status !== 200) throw new Error(`a revocation was answered with ${status}`);
  return phone;
}

/** `count` enrolments, never more than `atOnce` of them under way. */
export async function enrolMany(own: CaSetting, count: number, atOnce: number): Promise<readonly Phone[]> {
  const phones: Phone[] = [];
  let next = 0;
  const person = async (): Promise<void> => {
    while (next < count) phones.push(await enrolOne(own, next++));
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, person));
  return phones;
}

export interface LoadAccount {
  /** Certificates that people hold and the CA has no record of, or the reverse. */
  readonly lost: number;
  /** Applications with more than one certificate, and numbers given twice. */
  readonly double: number;
  readonly issued: number;
  readonly revoked: number;
  readonly people: number;
  readonly auditWhole: boolean;
}

const missing = (some: ReadonlySet<string>, from: ReadonlySet<string>): number =>
  [...some].filter((one) => !from.has(one)).length;

/** What the records say after it, beside what people hold. */
export function accountOf({ ca: { store, audit } }: CaSetting, phones: readonly Phone[]): LoadAccount {
  const basics = [...store.values('certificate')].filter(({ kind }) => kind === 'basic');
  const recorded = new Set(basics.map(({ der }) => der));
  const held = new Set(phones.map(({ issued }) => issued.certificate));
  const distinct = (of: (one: (typeof basics)[number]) => string): number => new Set(basics.map(of)).size;
  return {
    lost: missing(held, recorded) + missing(recorded, held),
    double: 2 * basics.length - distinct(({ application }) => application) - distinct(({ serial }) => serial),
    issued: basics.length,
    revoked: basics.filter(({ state }) => state === 'revoked').length,
    people: store.size('person'),
    auditWhole: verifyAudit(audit).ok,
  };
}

/** What the account must be after `count` enrolments. */
export const expectedAccount = (count: number): LoadAccount => ({
  lost: 0,
  double: 0,
  issued: count,
  revoked: Math.ceil(count / REVOKED_ONE_IN),
  people: Math.min(PEOPLE, count),
  auditWhole: true,
});
